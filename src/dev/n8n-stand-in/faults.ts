/** One thing that goes wrong on purpose. */
export interface Fault {
  /** Method and path, below `/api/v1` in the API: `POST /workflows`, `GET /workflows/:id`, `POST /webhook/:path`. */
  on: string;
  /** Only with a request whose body holds this. */
  holding?: string;
  /** Answers this instead of doing anything. */
  status?: number;
  /** n8n's `message` for `status`. */
  message?: string;
  /** Answers this page (with `status`, else 200) instead of doing anything: n8n's own 500, or a proxy's login. */
  html?: string;
  headers?: Record<string, string>;
  /** Never answers, and does nothing. */
  hang?: boolean;
  /** Half: does it, then never answers. */
  hangAfterAccept?: boolean;
  /** Half: does it, then breaks the connection before the answer. */
  resetAfterAccept?: boolean;
  /** Late: does it that much later, in milliseconds, and answers then, whether or not anybody still waits. */
  lateMs?: number;
  /** Twice: does it two times and answers the second, like a proxy that repeats what it takes for lost. */
  twice?: boolean;
  /** Paused: with this request everything stands still for so long, in milliseconds, as after SIGSTOP; then it goes on. */
  pauseMs?: number;
  /** How often [1]. */
  times?: number;
}

/** Faults waiting for their request, first come first served. */
export function createFaults() {
  const waiting: (Fault & { left: number })[] = [];
  return {
    add: (fault: Fault): void => void waiting.push({ ...fault, left: fault.times ?? 1 }),
    clear: (): void => void waiting.splice(0),
    take(method: string, path: string, body = ''): Fault | undefined {
      const index = waiting.findIndex(({ on, holding = '' }) => matches(on, method, path) && body.includes(holding));
      const fault = waiting[index];
      if (!fault) return undefined;
      fault.left -= 1;
      if (fault.left <= 0) waiting.splice(index, 1);
      return fault;
    },
  };
}

function matches(on: string, method: string, path: string): boolean {
  const [onMethod, onPath = ''] = on.split(' ');
  const pattern = onPath.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[^\w-]/g, '\\$&')));
  return onMethod === method && new RegExp(`^${pattern.join('/')}$`).test(path);
}
