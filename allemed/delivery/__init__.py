"""Telling people: outbox, worker, web push and e-mail."""
