"""The month, the year, and the cursor that moves over their days."""
