import type { Reader } from '#src/language/language.ts';
import type { CatalogSource } from '#src/model/catalog-source.ts';
import type { Issue } from '#src/model/issue.ts';
import type { CredentialNeed } from '#src/workflow/credentials.ts';
import type { NextRun } from '#src/workflow/schedule/next-runs.ts';
import type { Summary } from '#src/workflow/words/summary.ts';
import type { StartAddress } from './addresses.ts';
import type { Need } from './pickers.ts';
import type { RehearsedView } from './rehearsed.ts';

/** A proposed workflow as people see it, before and after the decision. */
export interface DraftView {
  draftId: string;
  revision: number;
  name: string;
  summary: Summary;
  issues: Issue[];
  assumptions: string[];
  /** What a model says it took for granted: its own words about its draft, which nobody checked. */
  modelAssumed?: string[];
  /** What whoever decides has to know of how it was planned. */
  notes: string[];
  /** By what it was planned: for the card of its steps. */
  plannedBy?: string[];
  /** A model wrote it. */
  byModel?: boolean;
  requesterName: string;
  /** Others who worded it, this revision or one it goes on from. */
  alsoBy?: string[];
  checkedAgainst: CatalogSource;
  credentials: CredentialNeed[];
  /** Where people add credentials in n8n. */
  credentialsUrl: string;
  /** What only a person can say, e.g. a channel. */
  needs: Need[];
  nextRuns: NextRun[];
  /** IANA name the times are told in. */
  timezone: string;
  /** What is different from the workflow in n8n, or from the revision before, in words. */
  difference?: string[];
  /** Not all of it is in `difference`: long values are shown in part. */
  differenceCut?: boolean;
  /** Where the card of the revision before is. */
  earlierUrl?: string;
  /** The picture marks nothing: how the draft came about is over. */
  plainPicture?: boolean;
  /** It changes a workflow in n8n, of which a version is live or not. */
  changes?: {
    wasPublished: boolean;
    /** What n8n holds besides what is live, in words: going live takes it along. */
    notLive?: string[];
  };
  /** Who may decide about it where whoever asked may not, in words. */
  waitsFor?: string;
  /** Why these, where rules of the policy ask for more or for others than always. */
  takes?: string[];
  /** Until when somebody may decide about it; absent: for ever. */
  expiresAt?: Date;
  /** Where something outside starts it, once it is live. */
  addresses?: StartAddress[];
  /** What it would have done outside, with an example. */
  rehearsed?: RehearsedView;
  /** A step of it can be sent for real, to whoever presses alone. */
  testable?: true;
  /** Whoever asked for it: a card does not change its language when somebody else redraws it. */
  reader: Reader;
}
