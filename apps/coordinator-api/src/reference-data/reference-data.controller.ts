import { Controller, Get, Inject } from '@nestjs/common';
import type { PartnerList, ProductList, SiteList } from '#contracts/http/reference-data.schema.js';
import { PartnerRegistry } from '#partners/registry.js';
import { products } from '#products/products.js';

/** Products and sites in force. */
@Controller('api/v1')
export class ReferenceDataController {
  constructor(@Inject(PartnerRegistry) private readonly registry: PartnerRegistry) {}

  @Get('products')
  products(): ProductList {
    return {
      items: products().map(({ id, name, target, source, versions }) => ({
        id,
        name,
        target: [...target],
        source,
        versions: versions.map(
          ({ id: rulesId, indication, jurisdiction, effectiveFrom, numbers }) => ({
            rulesId,
            indication,
            jurisdiction,
            effectiveFrom,
            numbers: numbers.length,
            unverified: numbers.filter((number) => number.verified !== 'source').length,
          }),
        ),
      })),
    };
  }

  @Get('partners')
  partners(): PartnerList {
    return {
      items: this.registry.partners.map(({ keys, sites, publishes, ...partner }) => ({
        ...partner,
        sites: sites === '*' ? sites : [...sites],
        publishes: { ...publishes },
        keys: keys.map(({ kid, validFrom, validUntil }) => ({
          kid,
          validFrom,
          ...(validUntil === undefined ? {} : { validUntil }),
        })),
      })),
    };
  }

  @Get('sites')
  sites(): SiteList {
    return {
      items: this.registry.sites.map(({ id, name, zone, jurisdiction, qualifiedFor }) => ({
        id,
        name,
        zone,
        jurisdiction,
        qualifiedFor: [...qualifiedFor],
      })),
    };
  }
}
