"""COREQ: what the checklist for reports of interviews asks, item by item, in our words (Tong, Sainsbury and Craig 2007)."""

from typing import NamedTuple

from schemas.transparency import DOMAINS

TEAM, DESIGN, ANALYSIS = DOMAINS


class Item(NamedTuple):
    """An item of the checklist: its number, its domain, what it is about, and what it asks."""

    number: int
    domain: str
    topic: str
    asks: str


CHECKLIST = [
    Item(1, TEAM, "Interviewer", "Who held the interviews?"),
    Item(2, TEAM, "Credentials", "Which degrees did they have?"),
    Item(3, TEAM, "Occupation", "What was their work at that time?"),
    Item(4, TEAM, "Gender", "What was their gender?"),
    Item(5, TEAM, "Experience and training", "What had they learnt of interviewing, and done before?"),
    Item(6, TEAM, "Acquaintance", "Did they know the interviewees before the study?"),
    Item(7, TEAM, "What interviewees knew", "What were the interviewees told of them and of their aims?"),
    Item(8, TEAM, "Standpoint", "What of their views, interests and reasons is told?"),
    Item(9, DESIGN, "Method and theory", "Which methodology does the study rest on?"),
    Item(10, DESIGN, "Sampling", "How were the interviewees chosen?"),
    Item(11, DESIGN, "Approach", "How were they approached?"),
    Item(12, DESIGN, "Sample size", "How many people took part?"),
    Item(13, DESIGN, "Refusals", "How many refused or dropped out, and why?"),
    Item(14, DESIGN, "Setting", "Where were the interviews held?"),
    Item(15, DESIGN, "Others present", "Was anyone else there?"),
    Item(16, DESIGN, "Sample", "What are the interviewees like, as far as it matters?"),
    Item(17, DESIGN, "Interview guide", "What was asked, and was the guide tried out first?"),
    Item(18, DESIGN, "Repeated interviews", "Was anyone interviewed again, and how often?"),
    Item(19, DESIGN, "Recording", "Was sound or picture recorded?"),
    Item(20, DESIGN, "Field notes", "Were notes taken, during the interviews or after?"),
    Item(21, DESIGN, "Duration", "How long were the interviews?"),
    Item(22, DESIGN, "Saturation", "Is it discussed when further interviews told nothing new?"),
    Item(23, DESIGN, "Transcripts returned", "Could interviewees correct their transcripts?"),
    Item(24, ANALYSIS, "Coders", "How many people coded?"),
    Item(25, ANALYSIS, "Coding tree", "Are the codes described?"),
    Item(26, ANALYSIS, "Origin of the codes", "Were the codes set beforehand, or found in the interviews?"),
    Item(27, ANALYSIS, "Software", "With which software were the data handled?"),
    Item(28, ANALYSIS, "Feedback", "Did interviewees comment on the findings?"),
    Item(29, ANALYSIS, "Quotations", "Do quotations, each with its speaker, show the findings?"),
    Item(30, ANALYSIS, "Data and findings", "Do the findings agree with the data shown?"),
    Item(31, ANALYSIS, "Major codes", "Are the main findings told clearly?"),
    Item(32, ANALYSIS, "Minor codes", "Are deviating cases and minor findings told?"),
]
