/** `admin`: only people named in `admins` approve it. */
export const rulings = ['allow', 'admin', 'deny'] as const;
export type Ruling = (typeof rulings)[number];

export const strictest = (all: readonly Ruling[]): Ruling =>
  all.reduce((a, b) => (rulings.indexOf(a) > rulings.indexOf(b) ? a : b), 'allow');
