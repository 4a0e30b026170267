"""Words that may stand around a value without changing it. What is in no list makes a reading one to ask about."""

COMMON = frozenset(
    """
    i im ive ill id me my mine myself we were weve our us you your the a an it its thats that this these those is are am be been being
    was will would of for at in on to so and well ok okay yes yeah yep um uh uhm umm hmm hm er ah oh hi hello hey there thanks thank
    please pls just exactly precisely total totally currently right now today as have has had got get gets getting do does
    did done say says said like actually sure lol haha ha by from with but if also here heres answer would can could let lets
    all altogether only think guess what whats know tell told put one mean meant honestly basically literally simply
    currently presently still already yet then since because really pretty quite very much man sir bro dude sorry
    """.split()
)

MONEY_WORDS = frozenset(
    """
    dollars dollar bucks usd us cash money amount sum figure number contributed contribute contributing contributions contribution
    put putting saved save far year ytd date this match matched employer company they them their gives gave pays paid pay after tax
    aftertax plan account went goes going in into total balance worth value basis earnings annually annual yearly yr per
    each every deposit deposited elected election payroll until through up plus about around fully profit sharing
    """.split()
)

PAY_WORDS = frozenset(
    """
    make makes making made earn earns earning earned salary salaried base gross pay paid pays income annual annually year yearly yr yrs
    per annum pa w2 box wages wage compensation comp before taxes tax pretax pre about dollars dollar bucks usd us number
    figure job work works working employer company guaranteed eligible full time fulltime approx current straight cash
    gs14 cleared pulling pull bringing bring down clear
    """.split()
)
