import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import {
  partnerChange,
  type PartnerList,
  type ProductList,
  siteChange,
  type SiteList,
} from '#contracts/http/reference-data.schema.js';
import { PartnerRegistry } from '#partners/registry.js';
import { products } from '#products/products.js';
import { RequestCaller } from '../access/request-caller.js';
import { parsed } from '../http/parsed.js';
import { RegistryChanges, versionOf } from './registry-changes.js';

/** Products, sites and partners in force. */
@Controller('api/v1')
export class ReferenceDataController {
  constructor(
    @Inject(PartnerRegistry) private readonly registry: PartnerRegistry,
    @Inject(RegistryChanges) private readonly changes: RegistryChanges,
  ) {}

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
      supply: this.registry.data.supply.map((supply) => ({ ...supply })),
      version: versionOf(this.registry),
    };
  }

  @Put('partners')
  async changePartners(
    @RequestCaller() caller: Caller,
    @Body() body: unknown,
  ): Promise<PartnerList> {
    await this.changes.partners(caller, parsed(partnerChange, body, 'invalid-body'));
    return this.partners();
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
        care: this.careOf(id),
      })),
      version: versionOf(this.registry),
    };
  }

  @Put('sites')
  async changeSites(@RequestCaller() caller: Caller, @Body() body: unknown): Promise<SiteList> {
    await this.changes.sites(caller, parsed(siteChange, body, 'invalid-body'));
    return this.sites();
  }

  private careOf(id: string): SiteList['items'][number]['care'] {
    const care = this.registry.data.care.find(({ siteId }) => siteId === id);
    if (care === undefined) return null;
    const { clinic, laboratory, courier } = care;
    return { clinic, laboratory, courier };
  }
}
