import { fullCatalog } from '#test/support/full-catalog.ts';
import { coverageOf, recallOf } from '#test/catalog/search-recall.ts';
import { knownQueries, heldOutQueries } from '#test/catalog/search-queries.ts';
import { requests } from '#test/catalog/search-requests.ts';
import { searchNodes } from '#src/catalog/search.ts';
const c = (await fullCatalog())!;
const r = recallOf(c, knownQueries); console.log(r.of, r.first, r.top5); console.log(r.misses.join('\n'));
const h = recallOf(c, heldOutQueries); console.log('HELD', h.of, h.first, h.top5); if (process.argv[2]) console.log(h.misses.join('\n'));
const v = coverageOf(c, requests, 8); console.log('REQ', v.of, v.covered); console.log(v.misses.join('\n'));
const times: [number,string][]=[];
for (const [q] of [...knownQueries, ...heldOutQueries]) { for (let i=0;i<50;i++) searchNodes(c,q); const t=performance.now(); for (let i=0;i<20;i++) searchNodes(c,q); times.push([(performance.now()-t)/20,q]); }
times.sort((a,b)=>b[0]-a[0]); console.log(times.slice(0,6), times[times.length>>1]);
