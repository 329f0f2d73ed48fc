"""What the bank's reason codes mean, as sentences for the person who deals with a returned payment."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# ISO 20022 external status and return reason codes, as far as a benefit payment can meet them.
REASONS: dict[str, Promise] = {
    "AC01": gettext_lazy("The account number is wrong. Ask the payee for the account again."),
    "AC02": gettext_lazy("Our own account number is wrong in the file. Tell the payment officer."),
    "AC03": gettext_lazy("The payee's account number is wrong or unknown. Ask the payee for the account again."),
    "AC04": gettext_lazy("The account is closed. Ask the payee for another account."),
    "AC06": gettext_lazy("The account is blocked. Ask the payee for another account."),
    "AC13": gettext_lazy("The account is of a kind which takes no such payment. Ask the payee for another account."),
    "AG01": gettext_lazy("The account does not take this kind of payment. Ask the payee for another account."),
    "AM01": gettext_lazy("The amount is zero. Tell the payment officer."),
    "AM02": gettext_lazy("The amount is not allowed on this account. Ask the payee whether the account has a limit."),
    "AM03": gettext_lazy("The currency is not allowed. Tell the payment officer."),
    "AM04": gettext_lazy("Our account had not enough funds. Tell the payment officer."),
    "AM05": gettext_lazy("The bank already has this payment. Find out which one it made before anything is paid again."),
    "AM09": gettext_lazy("The amount received is not the amount sent. Tell the payment officer."),
    "AM10": gettext_lazy("The total of the file is not the sum of its payments. Tell the payment officer."),
    "AM18": gettext_lazy("The count of the file is not the number of its payments. Tell the payment officer."),
    "BE01": gettext_lazy("The payee is not the holder of the account. Check the name and the account with the payee."),
    "BE06": gettext_lazy("The bank does not know the payee. Check the name and the account with the payee."),
    "CUST": gettext_lazy("We asked for the payment back."),
    "DT01": gettext_lazy("The date of the file is wrong. Tell the payment officer."),
    "DUPL": gettext_lazy("The bank has a file of this name already. Find out what it did with it before sending more."),
    "ED05": gettext_lazy("The settlement between the banks failed. The payment may be made again."),
    "FF01": gettext_lazy("The bank could not read the file. Tell the payment officer."),
    "MD07": gettext_lazy("The bank says that the payee has died. Check the registers before anything else is paid."),
    "MS03": gettext_lazy("The bank gives no reason. Ask the bank."),
    "NARR": gettext_lazy("The bank gives its reason in its own words."),
    "RC01": gettext_lazy("The bank code is wrong. Ask the payee for the account again."),
    "RR04": gettext_lazy("The payment is held back by law, for example by a seizure. Ask the bank."),
    "TM01": gettext_lazy("The file came after the bank's closing time. The payment may be made again."),
}


def sentence(code: str | None) -> str:
    """What a reason code means and what to do, in the reader's language."""
    if not code:
        return _("The bank gives no reason. Ask the bank.")
    if code in REASONS:
        return str(REASONS[code])
    return _("The bank gives the reason %(code)s, which is not in our list. Ask the bank.") % {"code": code}
