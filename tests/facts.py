"""The ids of all facts, as the inventory of the articles has them, and the words that carry each."""

from __future__ import annotations

import re

FACT_ID = re.compile(r"\b[ABC]\d\d[a-h]?\b")
"""An id as a text would name it."""

TOLD: dict[str, tuple[str, ...]] = {
    "A01": ("Shakti mat is another name for an acupressure mat",),
    "A02": ("Epsom salt baths, foam rollers, massage guns",),
    "A03": ("Massaging certain points is meant to ease certain pains", "the body's own healing"),
    "A04": (
        "A mat cannot aim",
        "presses on every point under you at once",
    ),
    "A05": ("some scientific evidence for these mats", "but not much"),
    "A06": ("40 people with neck and back pain", "for 14 days, and their pain fell significantly"),
    "A07a": ("the mat may help you sleep better",),
    "A07b": ("The mat may ease headaches, migraine and sore muscles",),
    "A07c": ("Neck and back", "a mat may relieve both"),
    "A07d": ("endorphins",),
    "A07e": ("blood pressure", "the mat may lower it"),
    "A07f": ("circulation",),
    "A07g": ("may help digestion",),
    "A07h": ("Neck and back", "a mat may relieve both"),
    "A08": ("a bit uncomfortable at first", "good for tension and aching muscles", "Stick with it"),
    "A09": ("A single one brings some relief, and lasting results come from regular use",),
    "A10": ("10 to 20 minutes a day",),
    "A11": ("Many people lie on it bare-backed", "towel, T-shirt, bare skin"),
    "A12": (
        "Never stay on the mat for more than 30 minutes at a time",
        "inflamed or bruised",
        "does not harm muscle",
    ),
    "A13": ("Take it like a hot bath",),
    "A14": ("Turn the lights down", "phone out of reach", "Clear your head"),
    "A15": ("Follow your breath, then how your body feels on the mat",),
    "A16": ("Most people use the mat under their back", "Legs, glutes and feet open"),
    "A17": ("may feel strange at first", "may help digestion and menstrual cramps"),
    "A18": ("hard chair", "glutes, hips and hamstrings after a hard run", "20 minutes a day"),
    "A19": ("to one cheek with your fingers", "jaw and neck pain and may be good for your complexion"),
    "A20": ("may help circulation in the feet", "plantar fasciitis"),
    "A21": ("the spikes can pierce bare skin", "mostly to the skin"),
    "A22": ("A towel or a thick sweater makes the mat milder",),
    "A23": ("A mat has one strength, and you cannot turn it down",),
    "A24": ("3 to 10 minutes at most and a close eye on your skin",),
    "A25": ("no evidence that mats damage muscles or joints",),
    "A26": ("The mat may help you recover", "Mats are said to be affordable"),
    "A27": ("Claudia Hohmann", "Chen and Wang reviewed acupressure for pain", "Taichong, for blood pressure"),
    "B01": ("presses on many small spots at once",),
    "B02": ("oxygen and nutrients, into tired muscles and takes waste away",),
    "B03": ("less swelling, less stiffness",),
    "B04": ("release natural painkillers",),
    "B05": ("relax tight muscle",),
    "B06": ("may distract the brain",),
    "B07": ("loosen knots", "after exercise, and after standing for long"),
    "B08": ("less of that heavy feeling",),
    "B09": ("may lower inflammation",),
    "B10": ("the floor or the bed, as long as the mat lies flat",),
    "B11": ("lie or sit so that this part is on the mat", "Do not drop onto the spikes"),
    "B12": ("put a layer back", "a thin cloth"),
    "B13": ("shift a little instead of pressing harder",),
    "B14": ("Start with 5 minutes", "build up from there"),
    "B15": ("Most people settle at 15 to 30 minutes a day",),
    "B16": ("when discomfort stays after you got up, stop",),
    "B17": ("Never use the mat on a wound, a rash or broken skin",),
    "B18": ("With blood clots or a skin infection, do not use the mat",),
    "B19": ("Pregnant: a doctor first",),
    "B20": ("Do not press yourself onto the spikes, and do not stretch the time",),
    "B21": ("leaves your hands free and costs less", "A massage reaches deeper and finds the exact spot"),
    "B22": ("quick and passive", "with stretching and exercise but replaces neither"),
    "B23": (
        "Heat relaxes and helps circulation; cold brings down swelling and numbs",
        "neither warm nor cold",
    ),
    "B24": ("breathe deeply", "easy stretches or a short meditation"),
    "B25": ("A short session every day is better than a long one now and then", "10 to 20 minutes a day"),
    "B26": ("spikes that are not too sharp", "A soft base", "large enough", "come with a cushion"),
    "B27": ("relief within a few sessions", "less soreness and swelling", "fall asleep more easily"),
    "B28": ("the first touch was painful", "different results", "not all of them quick"),
    "B29": ("the relief is said to come with regular use",),
    "B30": ("Overuse irritates the skin",),
    "B31": ("tired legs at the end of a day of standing",),
    "B32": (
        "a skin condition or severe circulatory problems",
        "sore muscles and mild pain",
        "ask a professional",
    ),
    "B33": ("Mat, stretching, rest", "small steps", "if the discomfort grows, the session is over"),
}
"""The words are ours; each is to be found in a tip, or on the page of evidence, that rests on the fact."""

FACTS = tuple(TOLD)

ELSEWHERE: dict[str, tuple[str, ...]] = {
    "C01": ("91 people with low back pain", "no lasting change", "relief right after use"),
    "C02": ("eight of", "too painful", "passing itching and redness"),
    "C03": ("30 minutes a day",),
    "C04": ("blood thinners", "spinal surgery", "tumour"),
    "C05": ("40 people with neck pain and 42 with low back pain", "the back questionnaire did not"),
    "C06": ("fever", "epilepsy", "an inflamed vein", "scratches the skin"),
    "C07": ("a pacemaker", "blood pressure is low", "large moles or warts"),
    "C08": ("Dizzy or faint", "allergic to what a mat is made of"),
    "C09": ("diabetes, neuropathy or poor circulation", "cannot warn you"),
    "C10": ("People do fall asleep on the mat",),
    "C11": ("a mat maker advises against them",),
}
"""The same for studies and cautions of other sources."""
