"""一格通 (Yigetong): a resident's sentence becomes a solved neighbourhood ticket."""
