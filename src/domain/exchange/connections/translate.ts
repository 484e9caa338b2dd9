import type { ConnectionKind } from '#contract/endpoints/connections.ts'
import { translateSegment } from './segment.ts'
import type { DefinedTypes } from './segment-call.ts'
import { translateShopify } from './shopify.ts'
import { translateShopware } from './shopware.ts'
import type { Delivered, Translation } from './translation.ts'
import { translateWooCommerce } from './woocommerce.ts'

/** What a delivery says, in the words of the log. Pure: the same delivery always says the same. */
export function translate(
  kind: ConnectionKind,
  delivered: Delivered,
  defined: DefinedTypes,
): Translation {
  switch (kind) {
    case 'shopify':
      return translateShopify(delivered)
    case 'woocommerce':
      return translateWooCommerce(delivered)
    case 'shopware':
      return translateShopware(delivered)
    case 'segment':
    case 'snippet':
      return translateSegment(delivered, defined)
  }
}
