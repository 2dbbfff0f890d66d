/** Every advisory lock of the product, by what it is for: a number that stands twice would make strangers wait. */
export const advisoryLocks = {
  audit: 740_031_337,
  limits: 740_031_338,
  turns: 740_031_340,
  accounts: 740_031_341,
  templates: 740_031_342,
  plans: 740_031_343,
  migrations: 740_031_344,
} as const;
