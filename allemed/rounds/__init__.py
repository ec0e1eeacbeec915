"""The round: all waiting children and all open spots at once, as a proposal that people decide on."""
