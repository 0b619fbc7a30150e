"""The measured share of right voices in each class of suggestions, 0 to 1.

Made by `benchmarks/calibrate_voices.py --write`; `certainty.py` tells the classes.
"""

from __future__ import annotations

SHARES: dict[str, float] = {
    "attitude": 0.37,
    "firm": 0.99,
    "less": 0.81,
}
