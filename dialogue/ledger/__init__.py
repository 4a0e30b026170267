"""The ledger in the talk: takes down what happened, shows it with its sums, and takes entries out or corrects them."""
