/** Names of GA4 and of the Segment spec, lower case without separators, to the canonical one (conventions §2). */
const CANONICAL = new Map(
  Object.entries({
    page_viewed: 'pageview pageviewed viewedpage screenview',
    product_viewed: 'viewitem productviewed',
    product_list_viewed: 'viewitemlist selectitem productlistviewed productclicked',
    cart_added: 'addtocart productadded cartadded',
    cart_removed: 'removefromcart productremoved cartremoved',
    cart_viewed: 'viewcart cartviewed',
    wishlist_added: 'addtowishlist productaddedtowishlist wishlistadded',
    checkout_started: 'begincheckout checkoutstarted',
    shipping_info_added: 'addshippinginfo checkoutstepcompleted shippinginfoadded',
    payment_info_added: 'addpaymentinfo paymentinfoentered paymentinfoadded',
    searched: 'search viewsearchresults productssearched searched',
    message_sent: 'emailsent smssent pushnotificationsent messagesent',
    message_delivered: 'emaildelivered smsdelivered pushnotificationreceived messagedelivered',
    message_opened: 'emailopened messageopened',
    message_clicked: 'emaillinkclicked emailclicked smslinkclicked pushnotificationtapped messageclicked',
    message_bounced: 'emailbounced pushnotificationbounced messagebounced',
    visit_started: 'sessionstart visitstarted',
    order_completed: 'purchase ordercompleted',
    order_updated: 'orderupdated',
    order_cancelled: 'ordercancelled ordercanceled',
    order_refunded: 'refund orderrefunded',
  }).flatMap(([canonical, names]) => names.split(' ').map((name): [string, string] => [name, canonical])),
);

/** Names beyond this many are computed again: shops have some dozens, an attacker has any number. */
const MAX_REMEMBERED = 2_000;
const remembered = new Map<string, string>();

function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  // Takes out blanks, underscores and hyphens, by which GA4 and Segment write the same words differently.
  const known = CANONICAL.get(lower.replace(/[\s_-]+/g, ''));
  if (known !== undefined) return known;
  // Puts an underscore for each run of anything but letters, digits, dots and colons.
  return lower.replace(/[^\p{L}\p{N}.:]+/gu, '_').replace(/^_+|_+$/g, '') || 'unnamed';
}

/** Canonical name of an event; one that nobody shares is the shop's own, lower case with underscores. */
export function canonicalEventName(name: string): string {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const canonical = canonicalName(name);
  if (remembered.size < MAX_REMEMBERED) remembered.set(name, canonical);
  return canonical;
}
