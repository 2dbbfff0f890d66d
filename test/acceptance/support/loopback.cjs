// Agents Playground listens on every interface and has no option for it; loaded with --require, this keeps it here.
const { Server } = require('node:net');
const listen = Server.prototype.listen;
Server.prototype.listen = function (...args) {
  if (typeof args[0] === 'number' || /^\d+$/.test(args[0])) {
    const rest = args.slice(1).filter((argument) => typeof argument === 'function');
    return listen.call(this, Number(args[0]), '127.0.0.1', ...rest);
  }
  return listen.apply(this, args);
};
