"""What allauth says in our pages, so that our catalogues say it: its own Romanian has no ș and ț and is on first names.

`gettext` looks in the house's catalogue first. A test holds that allauth still says each of these.
"""

from django.utils.translation import gettext_noop as _

LIBRARY_WORDS = (
    # at the door
    _("Email address"),
    _("Remember Me"),
    _("Forgot your password?"),
    _("The email address and/or password you specified are not correct."),
    _("The email address is not assigned to any user account."),
    _("Too many failed login attempts. Try again later."),
    _("This account is currently inactive."),
    _("Incorrect code."),
    _("Incorrect password."),
    _("Invalid or expired key."),
    _("Invalid login."),
    _("Be patient, you are sending too many requests."),
    _("A user is already registered with this email address."),
    _("You have signed out."),
    # address and password
    _("This email address is already associated with this account."),
    _("You cannot add more than %d email addresses."),
    _("You cannot remove your primary email address."),
    _("Your primary email address must be verified."),
    _("Primary email address set."),
    _("The new value must be different from the current one."),
    _("You must type the same email each time."),
    _("You must type the same password each time."),
    _("Please type your current password."),
    _("Password (again)"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("The password reset token was invalid."),
    _("Password successfully changed."),
    _("Password successfully set."),
    # second factor
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Authenticator code"),
    _("Passwordless"),
    _(
        "Enabling passwordless operation allows you to sign in using just this key, but imposes additional "
        "requirements such as biometrics or PIN protection."
    ),
    _("You cannot add an email address to an account protected by two-factor authentication."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("You cannot activate two-factor authentication until you have verified your email address."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("A new set of recovery codes has been generated."),
    _("Security key added."),
    _("Security key removed."),
)
