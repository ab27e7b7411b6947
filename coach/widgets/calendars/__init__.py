"""The month, the year, and the cursor that walks over their days."""
