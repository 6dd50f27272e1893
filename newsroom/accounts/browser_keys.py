"""What a person's browser needs to keep unsent text: a name for the person, a key to encrypt it.

Both are made from the secret key and the account, so that nothing has to be stored; another account
of the same browser is given neither.
"""

from base64 import b64encode

from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac


def compute_browser_id(user: User) -> str:
    """Return a name for a person that tells nothing of the account."""
    return salted_hmac("newsroom.browser-id", str(user.pk), algorithm="sha256").hexdigest()[:16]


def get_browser_key(user: User) -> str:
    """Return the person's AES key of 256 bits, in Base64."""
    digest = salted_hmac("newsroom.browser-key", str(user.pk), algorithm="sha256").digest()
    return b64encode(digest).decode("ascii")
