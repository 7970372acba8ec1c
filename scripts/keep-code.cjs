// Required before the process whose code is kept: writes what V8 has compiled of each script when it ends.
const { openSync, writeSync } = require('node:fs');
const { serialize, setFlagsFromString } = require('node:v8');
const vm = require('node:vm');
const { crc32 } = require('node:zlib');
const { wrapper } = require('node:module');

// Opened now: later the process can open none.
const file = openSync(process.env.CODE, 'w');
const scripts = new Map();
vm.Script = class extends vm.Script {
  constructor(wrapped, options) {
    super(wrapped, options);
    const text = wrapped.slice(wrapper[0].length, -wrapper[1].length);
    scripts.set(crc32(text), this);
  }
};
process.on('exit', () => {
  // V8 takes code only where its flags are as they were: those with which `boot` loads it.
  setFlagsFromString('--no-opt');
  const compiled = [...scripts].map(([sum, script]) => [sum, script.createCachedData()]);
  const bytes = serialize(new Map(compiled));
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
});
