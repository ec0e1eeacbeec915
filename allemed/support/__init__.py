"""Until the child belongs: who goes along, equipment, the way there, help with the fee, and what was done."""
