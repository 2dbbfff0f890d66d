import { createPagerDriver, playgroundDriver, restDriver, slackDriver, teamsDriver } from './drivers.ts';
import { describePlatform } from './suite.ts';

for (const driver of [slackDriver, teamsDriver, playgroundDriver, restDriver, createPagerDriver()])
  describePlatform(driver);
