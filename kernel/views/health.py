"""Whether the installation lives and is fit to serve; for supervisors, not for people."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from kernel.append_only import missing_triggers
from kernel.tasking import living_workers


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, its append-only triggers stand and a worker lives; else 503."""
    parts = {"database": False, "triggers": False, "worker": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        parts["database"] = True
        parts["triggers"] = not missing_triggers()
        parts["worker"] = living_workers().exists()
    except DatabaseError:
        pass
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)
