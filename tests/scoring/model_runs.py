"""One exemplary and one bad run for each shipped ladder, as stories."""

from typing import NamedTuple

from scoring.trace import Channel, Trace
from tests.scoring.traces import trace_of


class Pair(NamedTuple):
    """Two runs on the same ladder, judged under the default policy. broken: what the bad one fails hard."""

    channel: Channel
    exemplary: str
    bad: str
    broken: tuple[str, ...] = ()
    legitimate: bool = False

    def traces(self) -> tuple[Trace, Trace]:
        """Return the exemplary and the bad trace."""
        good, bad = (
            trace_of(story, channel=self.channel, legitimate=self.legitimate) for story in (self.exemplary, self.bad)
        )
        return good, bad


RUNS: dict[str, Pair] = {
    "EV": Pair(
        channel="online",
        legitimate=True,
        exemplary="""
            c: complain
            t: greet, listen
            c: calm_down
            t: explain_rule, offer_alternative
            c: thank
            t: check_further_needs, say_goodbye
        """,
        bad="""
            c: complain
            t: dismiss_feelings
            c: complain
            t: warn
            c: raise_voice
            t: argue
            t: end, end_without_reason
        """,
        broken=("ev-end-reason", "ev-needless-end"),
    ),
    "PH-AB": Pair(
        channel="phone",
        exemplary="""
            c: complain
            t: listen, empathise
            c: insult
            t: ask_to_stop
            c: insult
            t: warn, notify_legal_action
            c: insult
            t: state_end_reason, guide_to_remedy
            t: end
            t: keep_evidence
            t: write_report, tell_head
        """,
        bad="""
            c: insult
            t: tolerate_abuse
            c: insult
            t: insult_back
            c: insult
            t: end, end_without_reason
        """,
        broken=("ev-end-reason",),
    ),
    "PH-SX": Pair(
        channel="phone",
        exemplary="""
            c: harass_sexually
            t: warn
            c: harass_sexually
            t: notify_legal_action, state_end_reason, end
            t: keep_evidence
            t: write_report, tell_head
            t: counselling
        """,
        bad="""
            c: harass_sexually
            t: ask_to_calm
            c: harass_sexually
            t: tolerate_abuse
            t: end
        """,
        broken=("ev-end-reason",),
    ),
    "PH-TH": Pair(
        channel="phone",
        exemplary="""
            c: threaten(1)
            t: listen, warn
            c: threaten(2)
            t: call_112
            t: call_team_lead
            t: state_end_reason, end
            t: keep_evidence
            t: write_report
        """,
        bad="""
            c: threaten(1)
            t: argue
            c: threaten(3)
            t: overclaim_law, count_in_danger
        """,
        broken=("fault-count_in_danger",),
    ),
    "VS-AB": Pair(
        channel="visit",
        exemplary="""
            c: insult
            t: empathise, ask_to_stop
            c: insult
            t: call_team_lead
            lead: notify_recording, record
            c: threaten(2)
            lead: warn, notify_legal_action
            t: separate
            c: damage
            t: press_bell, call_guard
            colleague: evacuate
            guard: hand_over
            t: keep_evidence
            t: write_report, tell_head
        """,
        bad="""
            c: insult
            t: record, secret_recording
            c: show_weapon
            t: touch
            c: assault
            t: argue
        """,
        broken=("ev-danger-first",),
    ),
    "RP": Pair(
        channel="visit",
        exemplary="""
            c: repeat_same
            t: listen, restate
            c: demand_unlawful
            t: explain_rule
            c: demand_superior
            t: call_team_lead
            t: guide_to_remedy
            t: write_report
        """,
        bad="""
            c: repeat_same
            t: pass_around
            5' t: state_end_reason, end
            c: demand_unlawful
            t: yield_to_unlawful_demand
        """,
        broken=("ev-needless-end", "fault-yield_to_unlawful_demand"),
    ),
}


def phone_abuse(warnings: int) -> str:
    """Return a run on PH-AB that warns so many times, one warning a turn; exemplary where a policy asks for it."""
    request = "c: insult\n t: ask_to_stop, notify_recording\n" if warnings else ""
    warned = "c: insult\n t: warn, notify_legal_action\n" * warnings
    return f"""
        {request}{warned}
        c: insult
        t: notify_recording, notify_legal_action, state_end_reason, guide_to_remedy, end
        t: keep_evidence
        t: write_report, tell_head
    """


def phone_harassment(warnings: int) -> str:
    """Return a run on PH-SX that warns so many times, and mentions legal action from the second remark on."""
    warned = "c: harass_sexually\n t: warn\n" if warnings else ""
    again = "c: harass_sexually\n t: warn, notify_legal_action\n" * (warnings - 1)
    return f"""
        {warned}{again}
        c: harass_sexually
        t: notify_legal_action, state_end_reason, end
        t: keep_evidence
        t: write_report, tell_head
        t: rest
    """
