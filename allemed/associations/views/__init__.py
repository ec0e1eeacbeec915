"""Pages about associations: the coordinator's, the import, and a contact person's own."""

from allemed.associations.views import contacts, imports, own, pages
from allemed.associations.views.blueprint import views

__all__ = ["contacts", "imports", "own", "pages", "views"]
