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
    "OL-TX": Pair(
        channel="online",
        legitimate=True,
        exemplary="""
            c: complain, insult, threaten(2)
            t: keep_evidence, call_team_lead
            t: restate, empathise
            t: answer_on_merits, notify_legal_action
            t: tell_head
            t: write_report
        """,
        bad="""
            c: insult, threaten(2)
            t: argue
            c: insult
            t: dismiss_feelings, overclaim_law
            t: close_repeated, close_for_abuse
        """,
        broken=("ev-close-conditions",),
    ),
    "DX": Pair(
        channel="visit",
        exemplary="""
            c: film
            t: ask_to_stop
            c: film
            t: warn, call_team_lead
            c: approach_privately
            t: offer_alternative
            c: approach_privately
            t: call_112
            c: expose
            t: keep_evidence
            t: tell_head, write_report, ask_for_protection
            legal_unit: request_takedown
            t: counselling
        """,
        bad="""
            c: film
            t: argue
            c: film
            t: touch
            c: approach_privately
            t: give_personal_contact
            c: expose
            t: hide_incident
        """,
    ),
    "MS": Pair(
        channel="visit",
        legitimate=True,
        exemplary="""
            c: gather, complain
            t: listen, choose_representatives
            c: complain
            t: call_team_lead
            lead: restate
            t: explain_rule, offer_alternative
            c: refuse_to_leave
            lead: ask_to_leave
            t: call_guard
            c: refuse_to_leave
            t: call_112
            guard: evacuate
            t: tell_head, write_report
        """,
        bad="""
            c: gather
            t: argue
            c: demand_unlawful
            t: ask_to_leave
            c: refuse_to_leave
            t: touch
            c: refuse_to_leave
            t: yield_to_unlawful_demand
        """,
        broken=("fault-yield_to_unlawful_demand",),
    ),
    "SH": Pair(
        channel="phone",
        exemplary="""
            c: complain
            t: listen
            c: hint_self_harm
            t: listen, empathise
            c: hint_self_harm
            t: call_team_lead
            colleague: call_112
            t: listen
            t: refer_109
            c: calm_down
            t: listen
            c: thank
            t: tell_head
            t: counselling
        """,
        bad="""
            c: complain
            t: explain_rule
            c: hint_self_harm
            t: dismiss_feelings
            c: hint_self_harm
            t: end, end_without_reason
        """,
        broken=("ev-end-reason", "ev-needless-end", "sh-stay"),
    ),
    "SV": Pair(
        channel="phone",
        exemplary="""
            0'05 c: ring
            0'08 c: ring
            0'10 t: greet
            0'20 c: ask
            0'40 t: listen, restate
            1'00 c: object_to_delay
            1'20 t: apologise, explain_delay
            2'00 t: answer_on_merits
            2'20 t: check_further_needs
            2'40 c: thank
            2'50 t: say_goodbye
            2'55 c: hang_up
            2'57 t: end
        """,
        bad="""
            c: ring
            c: ring
            c: ring
            c: ring
            c: ring
            t: greet
            c: ask
            t: pass_around
            c: object_to_delay
            t: dismiss_feelings
            t: end, end_without_reason
        """,
        broken=("ev-end-reason", "ev-needless-end"),
    ),
    "AF": Pair(
        channel="phone",
        exemplary="""
            c: threaten(1)
            t: listen, warn
            c: calm_down
            t: restate
            clerk> keep_evidence
            clerk> write_report
            clerk> tell_head
            head> rest
            head> review_incident
            head> warning_letter
            head> consult_legal_unit
            legal_unit> accuse
            personnel> care_leave
        """,
        bad="""
            c: threaten(1)
            t: argue
            c: threaten(2)
            t: overclaim_law, hide_incident
            t: state_end_reason, end
            clerk> accuse
            clerk> consult_legal_unit
            clerk> write_report
        """,
    ),
    "LG": Pair(
        channel="phone",
        exemplary="""
            c: complain
            t: listen, restate
            10' t: explain_rule
            15' c: prolong
            t: notify_time_limit, offer_alternative
            21' c: prolong
            t: guide_to_remedy, state_end_reason
            t: end
            t: write_report
        """,
        bad="""
            c: complain
            t: dismiss_feelings
            5' c: prolong
            t: argue
            t: end, end_without_reason
        """,
        broken=("ev-end-reason",),
    ),
    "VS-AS": Pair(
        channel="visit",
        exemplary="""
            c: assault
            t: separate, press_bell
            guard: call_guard
            colleague: evacuate, call_112
            lead: record
            guard: hand_over
            t: keep_evidence
            t: write_report, tell_head
        """,
        bad="""
            c: damage
            t: argue
            c: assault
            t: touch
            c: assault
            t: insult_back
            t: hide_incident
        """,
        broken=("ev-danger-first",),
    ),
    "VS-WP": Pair(
        channel="visit",
        exemplary="""
            c: show_weapon
            t: press_bell
            t: separate
            t: evacuate
            t: call_112
            t: listen
            t: call_guard
            t: keep_evidence
            t: write_report
            t: tell_head
        """,
        bad="""
            c: show_weapon
            t: warn, count_in_danger
            c: show_weapon
            t: touch
            c: show_weapon
            t: overpromise
        """,
        broken=("ev-danger-first", "fault-count_in_danger"),
    ),
    "DR": Pair(
        channel="visit",
        exemplary="""
            c: drunk
            t: empathise, listen
            t: offer_alternative
            c: drunk
            t: ask_to_stop
            c: raise_voice
            t: listen, call_guard
            guard: ask_to_leave
            c: refuse_to_leave
            t: press_bell
            police: hand_over
            t: keep_evidence
            t: write_report, tell_head
        """,
        bad="""
            c: drunk
            t: discriminate
            c: raise_voice
            t: argue
            c: drunk
            t: touch
            c: drunk
            t: state_end_reason, end
        """,
        broken=("ev-needless-end",),
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
