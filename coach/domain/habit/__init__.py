"""The days as a habit: kept days, streak, pauses, greetings, milestones."""
