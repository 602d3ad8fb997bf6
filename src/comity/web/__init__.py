"""The faces for browsers and programs: pages rendered here, and JSON under /api/v1, over one record.

make_app(settings)      the application, for uvicorn or a test; needs the extra `web`
"""

from comity.web.app import make_app
from comity.web.settings import Limits, Settings, User

__all__ = ["Limits", "Settings", "User", "make_app"]
