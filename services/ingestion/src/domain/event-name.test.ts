import { describe, expect, test } from '@jest/globals';
import { canonicalEventName } from './event-name.ts';

describe('conventions §2: GA4 and Segment names have one canonical form', () => {
  test.each([
    ['view_item', 'product_viewed'],
    ['Product Viewed', 'product_viewed'],
    ['view_item_list', 'product_list_viewed'],
    ['select_item', 'product_list_viewed'],
    ['Product List Viewed', 'product_list_viewed'],
    ['Product Clicked', 'product_list_viewed'],
    ['add_to_cart', 'cart_added'],
    ['Product Added', 'cart_added'],
    ['remove_from_cart', 'cart_removed'],
    ['Product Removed', 'cart_removed'],
    ['view_cart', 'cart_viewed'],
    ['Cart Viewed', 'cart_viewed'],
    ['add_to_wishlist', 'wishlist_added'],
    ['Product Added to Wishlist', 'wishlist_added'],
    ['begin_checkout', 'checkout_started'],
    ['Checkout Started', 'checkout_started'],
    ['add_shipping_info', 'shipping_info_added'],
    ['Checkout Step Completed', 'shipping_info_added'],
    ['add_payment_info', 'payment_info_added'],
    ['Payment Info Entered', 'payment_info_added'],
    ['purchase', 'order_completed'],
    ['Order Completed', 'order_completed'],
    ['order completed', 'order_completed'],
    ['Order Updated', 'order_updated'],
    ['Order Cancelled', 'order_cancelled'],
    ['Order Canceled', 'order_cancelled'],
    ['refund', 'order_refunded'],
    ['Order Refunded', 'order_refunded'],
    ['search', 'searched'],
    ['view_search_results', 'searched'],
    ['Products Searched', 'searched'],
    ['page_view', 'page_viewed'],
    ['Newsletter  Signed-Up!', 'newsletter_signed_up'],
    ['Größe gewählt', 'größe_gewählt'],
    ['!!!', 'unnamed'],
    ['__proto__', 'proto'],
  ])('%s is %s', (name, canonical) => {
    expect(canonicalEventName(name)).toBe(canonical);
  });
});
