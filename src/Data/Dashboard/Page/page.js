// What testers, tests and people are called is text and never markup: everything is set by textContent.

const look = {
  Available: 'idle', Selected: 'idle', Reset: 'idle', NotUsed: 'idle', NotApplicable: 'idle',
  Active: 'active', Start: 'active', Starting: 'active', Waiting: 'active', Fra: 'active',
  Completed: 'done',
  Suspended: 'paused', Blocked: 'paused', RemoteMaintenance: 'paused',
  Problem: 'fault', PowerFail: 'fault', Shutdown: 'fault',
  NotAvailable: 'gone', NoController: 'gone',
};
const underWay = new Set(['Active', 'Start', 'Starting', 'Waiting', 'Suspended', 'Fra']);
const ended = new Set(['Completed', 'Problem', 'PowerFail', 'Shutdown']);
const staleAfter = 5; // intervals without an answer
const mostTests = 200;

const byId = id => document.getElementById(id);
const testers = new Map();
const events = [];
let alerts = [];
let lastHeard = 0;
let clockOffset = 0; // the server's clock less this one, ms
let shown = null;
let plot = null;
let zoomed = false;
let wanted = []; // words to be found
let sections = 0;
let dirty = true;

function make(tag, classes, text) {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  if (text !== undefined) element.textContent = text;
  return element;
}

const now = () => Date.now() + clockOffset;
const number = (value, digits) => value === undefined || value === null ? '–' : value.toFixed(digits);
const quantity = (value, digits, unit) => value === undefined || value === null ? '–' : `${value.toFixed(digits)} ${unit}`;
const lookOf = state => look[state] ?? 'idle';
const doing = ({ state, activity, reason }) => lookOf(state) === 'fault' && reason ? reason : state === 'Active' ? activity : state ?? '';

function duration(seconds) {
  if (seconds === undefined || seconds === null) return '–';
  const s = Math.floor(seconds);
  const two = n => String(n).padStart(2, '0');
  const time = `${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return s >= 86400 ? `${Math.floor(s / 86400)} d ${time}` : time;
}

function timeText(time) {
  const date = new Date(time);
  return date.toDateString() === new Date(now()).toDateString() ? date.toLocaleTimeString() : date.toLocaleString();
}

function clock(text) {
  const element = make('time', '', timeText(text));
  element.dateTime = text;
  return element;
}

function testerOf(name) {
  let tester = testers.get(name);
  if (tester) return tester;
  const section = make('section', 'tester');
  const title = make('h2', '', name);
  title.id = `tester-${sections++}`;
  section.setAttribute('aria-labelledby', title.id);
  const said = make('p', 'said', '');
  const grid = make('ul', 'grid');
  grid.setAttribute('aria-describedby', 'keys');
  section.append(title, said, grid);
  byId('testers').append(section);
  tester = { name, section, said, grid, channels: new Map(), answered: null, interval: 1, problem: null, tabStop: null };
  testers.set(name, tester);
  return tester;
}

function channelOf(tester, n) {
  let channel = tester.channels.get(n);
  if (channel) return channel;
  const button = make('button', 'channel idle');
  button.type = 'button';
  button.tabIndex = -1;
  const top = make('span', 'top');
  const part = name => make('span', name);
  const parts = { number: part('number'), state: part('state'), test: part('test'), volts: part('volts'), amps: part('amps') };
  set(parts.number, String(n));
  top.append(parts.number, parts.state);
  button.append(top, parts.test, parts.volts, parts.amps);
  button.addEventListener('click', () => show(channel));
  button.addEventListener('focus', () => setTabStop(tester, button));
  const item = make('li');
  item.append(button);
  channel = { n, tester, item, button, parts, data: {} };
  tester.channels.set(n, channel);
  const after = [...tester.channels.values()].filter(other => other.n > n).sort((a, b) => a.n - b.n)[0];
  tester.grid.insertBefore(item, after ? after.item : null);
  return channel;
}

// A tester is one stop of the Tab key, however many channels it has; the arrow keys go on from there.
function setTabStop(tester, button) {
  if (tester.tabStop === button) return;
  if (tester.tabStop) tester.tabStop.tabIndex = -1;
  tester.tabStop = button;
  if (button) button.tabIndex = 0;
}

function keepTabStop(tester) {
  if (tester.tabStop && !tester.tabStop.parentElement.hidden) return;
  setTabStop(tester, tester.grid.querySelector('li:not([hidden]) .channel'));
}

// A new text in the old node costs less than a new node.
function set(element, text) {
  const node = element.firstChild;
  if (node === null) element.textContent = text;
  else if (node.data !== text) node.data = text;
}

// Rows are used again: what has not changed costs nothing.
function fill(parent, items, makeRow, drawRow) {
  while (parent.children.length > items.length) parent.lastChild.remove();
  items.forEach((item, i) => drawRow(parent.children[i] ?? parent.appendChild(makeRow()), item));
}

function draw(channel) {
  const { data, parts, button, tester } = channel;
  const kind = lookOf(data.state);
  const hot = data.temperatures?.length ? `  ${number(Math.max(...data.temperatures), 1)} °C` : '';
  if (channel.kind !== kind) button.className = `channel ${channel.kind = kind}`;
  set(parts.state, doing(data));
  if (parts.state.title !== parts.state.textContent) parts.state.title = parts.state.textContent;
  set(parts.test, data.testName ?? '');
  set(parts.volts, `${number(data.voltage, 4)} V${hot}`);
  set(parts.amps, `${number(data.current, 4)} A`);
  const state = kind === 'fault' && data.reason ? `${data.state}, ${data.reason}` : data.state;
  const label = `${tester.name}, channel ${channel.n}: ${state}, ${number(data.voltage, 3)} volt, ${number(data.current, 3)} ampere`;
  if (button.getAttribute('aria-label') !== label) button.setAttribute('aria-label', label);
  filter(channel);
}

function filter(channel) {
  const { data, tester, item } = channel;
  const hidden = !isWanted(`${tester.name} ${channel.n} ${data.state} ${data.activity} ${data.testName ?? ''} ${data.procedure ?? ''}`)
    || (byId('busy').checked && !data.testName && !underWay.has(data.state));
  if (item.hidden !== hidden) item.hidden = hidden;
}

function isWanted(text) {
  if (wanted.length === 0) return true;
  const low = text.toLowerCase();
  return wanted.every(word => low.includes(word));
}

function take(news) {
  const tester = testerOf(news.name);
  if ('answered' in news) tester.answered = news.answered;
  if ('interval' in news) tester.interval = news.interval;
  tester.problem = news.problem ?? null;
  for (const data of news.channels ?? []) {
    const channel = channelOf(tester, data.channel);
    channel.data = data;
    draw(channel);
  }
  if (shown?.tester === tester) drawDetail();
  keepTabStop(tester);
  dirty = true;
}

function drawStale() {
  const time = now();
  for (const tester of testers.values()) {
    const silence = tester.answered ? (time - Date.parse(tester.answered)) / 1000 : Infinity;
    const stale = tester.problem !== null || silence > staleAfter * Math.max(1, tester.interval);
    tester.section.classList.toggle('stale', stale);
    const since = silence === Infinity ? 'has not answered yet' : `last answer ${silence < 2 ? 'now' : `${duration(silence)} ago`}`;
    set(tester.said, tester.problem === null ? since : `${since}: ${tester.problem}`);
    if (shown?.tester === tester) {
      byId('detail').classList.toggle('stale', stale);
      set(byId('detail-said'), tester.said.textContent);
    }
  }
  const lost = time - lastHeard > 15000;
  const line = byId('connection');
  line.classList.toggle('lost', lost);
  line.classList.toggle('live', !lost);
  const since = lastHeard ? new Date(lastHeard - clockOffset).toLocaleTimeString() : 'the beginning';
  set(line, lost ? `no news from the server since ${since}` : 'live');
}

function drawLists() {
  const counts = new Map();
  const tests = [];
  for (const tester of testers.values()) {
    for (const channel of tester.channels.values()) {
      const { data } = channel;
      counts.set(data.state, (counts.get(data.state) ?? 0) + 1);
      if (underWay.has(data.state) || (ended.has(data.state) && data.testName)) tests.push(channel);
    }
  }
  fill(byId('counts'), [...counts].sort((a, b) => b[1] - a[1]), () => {
    const item = make('li');
    item.append(make('b'), make('span'));
    return item;
  }, (item, [state, count]) => {
    item.className = lookOf(state);
    set(item.firstChild, String(count));
    set(item.lastChild, ` ${state}`);
  });
  tests.sort((a, b) => rank(a) - rank(b));
  fill(byId('running').tBodies[0], tests.slice(0, mostTests), () => {
    const row = make('tr');
    for (let i = 0; i < 7; i++) row.append(make('td'));
    return row;
  }, drawTest);
  byId('more').hidden = tests.length <= mostTests;
  set(byId('more'), `and ${tests.length - mostTests} more`);
  const faults = counts.get('Problem') ?? 0;
  const title = `${faults ? `(${faults}) ` : ''}Maccor testers`;
  if (document.title !== title) document.title = title;
}

// What somebody must see to comes first, then what has ended.
const rank = ({ data }) => lookOf(data.state) === 'fault' ? 0 : ended.has(data.state) ? 1 : 2;

function drawTest(row, { tester, n, data }) {
  const { testName = '', procedure = '', cycle = '–', step = '–', testSeconds } = data;
  const cells = [testName, `${tester.name} ${n}`, doing(data), procedure, cycle, step, duration(testSeconds)];
  cells.forEach((cell, i) => set(row.children[i], String(cell)));
  if (row.className !== lookOf(data.state)) row.className = lookOf(data.state);
}

function drawEvents() {
  byId('events').replaceChildren(...events.slice(0, 200).map(event => {
    const item = make('li');
    const about = event.channel ? `${event.tester}, channel ${event.channel}: ` : event.tester ? `${event.tester}: ` : '';
    item.append(clock(event.time), `${about}${event.text}`);
    return item;
  }));
}

function drawAlerts() {
  const box = byId('alerts');
  box.hidden = alerts.length === 0;
  box.querySelector('ul').replaceChildren(...alerts.map(alert => {
    const item = make('li', '', alert.text);
    item.append(clock(alert.began));
    return item;
  }));
}

function facts({ data }) {
  return [
    ['State', data.state], ['Activity', data.activity], ['Reason', data.reason], ['Test', data.testName], ['Procedure', data.procedure],
    ['Voltage', quantity(data.voltage, 4, 'V')], ['Current', quantity(data.current, 4, 'A')],
    ['Temperature', (data.temperatures ?? []).map(t => quantity(t, 1, '°C')).join(', ') || '–'],
    ['Cycle', data.cycle], ['Step', data.step],
    ['Test time', duration(data.testSeconds)], ['Step time', duration(data.stepSeconds)],
    ['Capacity', quantity(data.capacity, 4, 'Ah')], ['Energy', quantity(data.energy, 4, 'Wh')],
  ];
}

function drawDetail() {
  set(byId('detail-title'), `${shown.tester.name}, channel ${shown.n}`);
  const list = byId('facts');
  for (const [name, value] of facts(shown)) {
    let row = [...list.children].find(child => child.dataset.name === name);
    if (!row) {
      row = make('div');
      row.dataset.name = name;
      row.append(make('dt', '', name), make('dd'));
      list.append(row);
    }
    set(row.lastChild, String(value ?? '–'));
  }
}

function show(channel) {
  shown = channel;
  zoomed = false;
  drawDetail();
  drawStale();
  byId('detail').showModal();
  drawCurves();
}

// Each with its own scale, which is at least some part of its values long: what hardly changes is a flat line, and not noise.
const curves = [
  { name: 'voltage', label: 'Voltage', unit: 'V', digits: 4, side: 3, least: 0.01 },
  { name: 'current', label: 'Current', unit: 'A', digits: 4, side: 1, least: 0.1 },
  { name: 'temperature', label: 'Temperature', unit: '°C', digits: 1, side: 1, least: 0.04 },
];

const span = () => document.querySelector('input[name=span]:checked').value;

async function drawCurves() {
  const channel = shown;
  if (!channel) return;
  const seconds = span();
  const query = new URLSearchParams({ tester: channel.tester.name, channel: channel.n, seconds });
  const reply = await fetch(`api/history?${query}`).then(found => found.ok ? found.json() : null).catch(() => null);
  if (!reply || shown !== channel || span() !== seconds) return;
  byId('curves').setAttribute('aria-label', spoken(reply));
  byId('curves-empty').hidden = reply.time.length > 0;
  const known = curves.filter(curve => curve.name !== 'temperature' || reply.temperature.some(value => value !== null));
  const data = [reply.time, ...known.map(curve => reply[curve.name])];
  if (plot && plot.series.length === data.length) {
    // Who has zoomed in stays there.
    plot.setData(data, !zoomed);
    return;
  }
  plot?.destroy();
  plot = makePlot(known, data);
}

function makePlot(known, data) {
  const box = byId('curves');
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const line = { stroke: color('line') };
  const small = box.clientWidth < 500;
  const made = new uPlot({
    width: box.clientWidth || 600,
    height: plotHeight(),
    scales: Object.fromEntries(known.map(({ name, least }) => [name, { range: atLeast(least) }])),
    series: [
      { value: (_, time) => time === null ? '–' : timeText(time * 1000) },
      ...known.map(({ name, label, unit, digits }) => (
        { label, scale: name, stroke: color(name), width: 1.5, value: (_, value) => quantity(value, digits, unit) })),
    ],
    axes: [
      { values: hours, space: 90, stroke: color('faint'), grid: line, ticks: line },
      ...known.map(({ name, unit, side }) => ({
        scale: name, side, stroke: color(name), grid: { show: side === 3, ...line }, ticks: line,
        ...(small ? { size: 44 } : { size: 56, label: unit }),
      })),
    ],
    hooks: { setSelect: [chosen => { zoomed ||= chosen.select.width > 0; }] },
  }, data, box);
  made.over.addEventListener('dblclick', () => { zoomed = false; });
  return made;
}

const plotHeight = () => Math.round(Math.min(320, innerHeight * 0.45));

const atLeast = part => (_, low, high) => {
  if (low === null) return [0, 1];
  const least = part * Math.max(Math.abs(low), Math.abs(high)) || 0.1;
  const beyond = Math.max(0.05 * (high - low), (least - high + low) / 2);
  return [low - beyond, high + beyond];
};

function hours(_, times, axis, space, step) {
  const parts = { hour: '2-digit', minute: '2-digit', ...(step < 60 ? { second: '2-digit' } : {}) };
  return times.map(time => new Date(time * 1000).toLocaleTimeString([], parts));
}

// What the curves show, for who cannot see them.
function spoken(reply) {
  const { time } = reply;
  if (time.length === 0) return 'Curves: no readings of this time';
  const ranges = curves.map(({ name, digits, unit }) => {
    const values = reply[name].filter(value => value !== null);
    if (values.length === 0) return '';
    const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
    return `, ${name} ${low.toFixed(digits)} to ${high.toFixed(digits)} ${unit}`;
  });
  return `Curves from ${timeText(time[0] * 1000)} to ${timeText(time.at(-1) * 1000)}${ranges.join('')}`;
}

function listen() {
  const source = new EventSource('events');
  // It comes back by itself after a broken connection, but not after an answer that is none.
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
  });
  const on = (kind, take) => source.addEventListener(kind, message => {
    const news = JSON.parse(message.data);
    lastHeard = now();
    take(news);
  });
  on('state', state => {
    clockOffset = Date.parse(state.time) - Date.now();
    lastHeard = now();
    const names = new Set(state.testers.map(tester => tester.name));
    for (const [name, tester] of testers) {
      if (!names.has(name)) {
        tester.section.remove();
        testers.delete(name);
      }
    }
    state.testers.forEach(take);
    events.splice(0, events.length, ...state.events);
    alerts = state.alerts;
    drawEvents();
    drawAlerts();
  });
  on('tester', take);
  on('event', event => {
    events.unshift(event);
    events.length = Math.min(events.length, 500);
    drawEvents();
  });
  on('alerts', now => {
    alerts = now;
    drawAlerts();
  });
  on('tick', () => {});
}

function moveFocus(key) {
  const cells = [...document.querySelectorAll('.grid li:not([hidden]) .channel')];
  const at = cells.indexOf(document.activeElement);
  if (at < 0) return false;
  const top = cells[at].getBoundingClientRect().top;
  const across = Math.max(1, cells.filter(cell => cell.getBoundingClientRect().top === top).length);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[key];
  if (!step) return false;
  cells[Math.min(cells.length - 1, Math.max(0, at + step))].focus();
  return true;
}

document.addEventListener('keydown', event => {
  if (event.target.matches?.('.channel') && moveFocus(event.key)) event.preventDefault();
});
for (const id of ['search', 'busy']) {
  byId(id).addEventListener('input', () => {
    wanted = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    testers.forEach(tester => {
      tester.channels.forEach(filter);
      keepTabStop(tester);
    });
  });
}
document.querySelectorAll('input[name=span]').forEach(input => input.addEventListener('change', () => {
  zoomed = false;
  drawCurves();
}));
byId('detail').addEventListener('close', () => {
  plot?.destroy();
  plot = null;
  const button = shown?.button;
  shown = null;
  button?.focus();
});
addEventListener('resize', () => plot?.setSize({ width: byId('curves').clientWidth, height: plotHeight() }));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  plot?.destroy();
  plot = null;
  drawCurves();
});
setInterval(() => {
  drawStale();
  if (dirty) drawLists();
  dirty = false;
}, 1000);
setInterval(drawCurves, 5000);
listen();
