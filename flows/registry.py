"""All flows by id, made once at the start. A new flow is added here by one line."""

from collections.abc import Mapping
from types import MappingProxyType

from content.library import Library
from flows.definitions import (
    both,
    capacity,
    case,
    checkup,
    destination,
    eligibility,
    guide,
    papers,
    paychecks,
    plan,
    projection,
    provider,
    taxes,
    troubleshooting,
    waiting,
    withdrawal,
)
from flows.engine.flow import Flow
from flows.slots import SHARED, Slot, slot_table


def all_flows(library: Library) -> Mapping[str, Flow]:
    """The flows by id, in the order of the menus; those that go through data are made from `library`."""
    flows = (
        eligibility.eligibility(),
        plan.plan(),
        capacity.capacity_flow(),
        paychecks.paychecks(),
        projection.projection(),
        waiting.waiting_flow(),
        both.both(),
        destination.destination(),
        withdrawal.withdrawal(),
        guide.guide(),
        provider.provider_flow(library),
        troubleshooting.troubleshooting(),
        taxes.taxes(library),
        checkup.checkup(),
        case.case(),
        papers.export(),
    )
    return MappingProxyType({flow.id: flow for flow in flows})


def all_slots() -> Mapping[str, Slot]:
    """The slots of all flows by name."""
    return slot_table(
        SHARED,
        eligibility.SLOTS,
        capacity.SLOTS,
        paychecks.SLOTS,
        projection.SLOTS,
        waiting.SLOTS,
        both.SLOTS,
        destination.SLOTS,
        withdrawal.SLOTS,
        guide.SLOTS,
        provider.SLOTS,
        troubleshooting.SLOTS,
        taxes.SLOTS,
        checkup.SLOTS,
        case.SLOTS,
        plan.SLOTS,
    )
