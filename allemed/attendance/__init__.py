"""Who was there: one tap a child by the association, and somebody who asks kindly when a child is missing."""
