"""The thread of a worker that shows it alive, sweeps after dead ones, and runs the routines."""

import logging
import threading

from django.db import DatabaseError, close_old_connections, connections

from kernel import tasking

SWEEP_EVERY = 3  # beats
logger = logging.getLogger(__name__)


class Heart(threading.Thread):
    """Beats from `start()` until `stop()`; a database that is away or locked is tried again with the next beat."""

    def __init__(self, worker: str, interval: float = tasking.BEAT_SECONDS) -> None:
        super().__init__(name=f"heart of {worker}", daemon=True)
        self.worker, self.interval = worker, interval
        self.is_stopping = threading.Event()

    def run(self) -> None:
        """Beat, and every few beats sweep and look for routines."""
        beats = 0
        while not self.is_stopping.is_set():
            try:
                tasking.beat(self.worker)
                if beats % SWEEP_EVERY == 0:
                    tasking.sweep()
                    tasking.run_routines()
            except DatabaseError:
                logger.exception("The heart of %s missed a beat.", self.worker)
            close_old_connections()
            beats += 1
            self.is_stopping.wait(self.interval)
        connections.close_all()

    def stop(self) -> None:
        """Beat no more, and wait for the last one."""
        self.is_stopping.set()
        self.join(timeout=30)
