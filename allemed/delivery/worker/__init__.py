"""The worker that sends what is due."""

from allemed.delivery.worker.turns import Worker, run_worker

__all__ = ["Worker", "run_worker"]
