import { everyWriteContract } from '#test/contract/once/every-write.ts';
import { startFaultyStandIn } from '#test/support/faulty-stand-in.ts';

everyWriteContract('stand-in', startFaultyStandIn);
