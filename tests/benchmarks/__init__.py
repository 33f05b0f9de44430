"""How fast the work is, beside a yardstick that anybody can run; for people, never an assertion."""
