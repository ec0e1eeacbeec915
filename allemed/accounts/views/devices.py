"""Where I am signed in, and how I end it."""

from flask import g, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import STAFF, Role
from allemed.accounts import actions, queries
from allemed.accounts.views.blueprint import views
from allemed.accounts.views.cookies import sign_out_here
from allemed.database import db
from allemed.forms import Form
from allemed.htmx import redirect_to, render
from allemed.locales import _
from allemed.once import commit_and_go


@views.get("/devices")
@allow(*Role)
def list_devices():
    user = current_user()
    return render(
        "accounts/list_devices.html",
        form=Form(),
        present=g.device,
        devices=queries.list_devices(user, clock.now()),
        passkeys=queries.list_passkeys(user) if user.role in STAFF else None,
    )


@views.post("/devices/<uuid:device_id>/end")
@allow(*Role)
def end_device(device_id):
    device = queries.get_device(device_id)
    actions.end_device(device, by=current_user(), now=clock.now())
    if device.id == g.device.id:
        db.session.commit()
        return sign_out_here(redirect_to(url_for("accounts.show_signed_out")))
    return commit_and_go(url_for("accounts.list_devices"), _("That device is signed out."))


@views.post("/devices/end-others")
@allow(*Role)
def end_other_devices():
    actions.end_other_devices(g.device, by=current_user(), now=clock.now())
    return commit_and_go(url_for("accounts.list_devices"), _("All other devices are signed out."))
