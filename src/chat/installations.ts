/** Leave of one workspace, or of a whole organisation, to use the app there. Holds secrets: never logged. */
export interface Installation {
  /** Id of the workspace, or of the organisation when the app was installed for all of it. */
  owner: string;
  isOrganisation: boolean;
  name?: string | undefined;
  appId: string;
  botUserId: string;
  scopes: string;
  token: string;
  /** Both set where tokens are rotated. */
  refreshToken?: string | undefined;
  expiresAt?: Date | undefined;
  installedBy: string;
  installedAt: Date;
}

/** Driven port of adapters whose app is installed into many workspaces: where their tokens are, encrypted at rest. */
export interface Installations {
  /** Keeps it, in place of an earlier one of the same owner. */
  save(installation: Installation): Promise<void>;
  find(owner: string): Promise<Installation | undefined>;
  /** Forgets it if it is not younger than `before`: news of an uninstallation may come after the app was installed again. */
  remove(owner: string, before: Date): Promise<void>;
  /**
   * Has `change` make a new one of it while nobody else can, in any process; undefined from `change` leaves it as it is.
   * Returns what is kept afterwards.
   */
  change(
    owner: string,
    change: (now: Installation) => Promise<Installation | undefined>,
  ): Promise<Installation | undefined>;
  /** True for the first use of a state, ever. Uses older than `keepMs` may be forgotten: their states have expired. */
  useState(state: string, keepMs: number): Promise<boolean>;
}
