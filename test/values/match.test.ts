import { describe, expect, it } from 'vitest';
import { nameWithin, nearTo } from '#src/values/match.ts';

describe('what people call a thing', () => {
  it.each([
    ['the Orders sheet', 'Orders'],
    ['#alerts', 'alerts'],
    ['der Ordner', 'Ordner'],
    ['unsere Tabelle Leads', 'Tabelle Leads'],
    ['Leads Tabelle', 'Leads'],
    ['la feuille', 'feuille'],
    ['mi Contratos carpeta', 'Contratos'],
    ['“Q3 plan”', 'Q3 plan'],
  ])('in %s it is %s', (said, name) => {
    expect(nameWithin(said)).toBe(name);
  });

  it.each([
    ['the Orders sheet', 'orders', 3],
    ['Éclairs', 'eclairs', 3],
    ['E-Mail', 'email', 3],
    ['the first name', 'firstName', 3],
    ['order', 'Orders', 2],
    ['Orders', 'Orders 2026', 2],
    ['Orders', 'Reorders', 1],
    ['Orders', 'Invoices', 0],
    ['', 'Anything', 1],
  ])('%s is near to %s by %i', (said, name, nearness) => {
    expect(nearTo(said)(name)).toBe(nearness);
  });
});
