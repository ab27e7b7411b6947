"""The ramp of each area: what is asked for, why, and what comes next."""
