// What testers, tests and people are called is text and never markup: everything is set by textContent.

const look = {
  Available: 'idle', Selected: 'idle', Reset: 'idle', NotUsed: 'idle', NotApplicable: 'idle',
  Active: 'active', Start: 'active', Starting: 'active', Waiting: 'active', FrequencyResponseAnalysis: 'active', Fra: 'active',
  Completed: 'done',
  Suspended: 'paused', Blocked: 'paused', RemoteMaintenance: 'paused',
  Problem: 'fault', PowerFail: 'fault', Shutdown: 'fault',
  NotAvailable: 'gone', NoController: 'gone',
};
const underWay = new Set(['Active', 'Start', 'Starting', 'Waiting', 'Suspended', 'Fra', 'FrequencyResponseAnalysis']);
const staleAfter = 5; // intervals without an answer

const byId = id => document.getElementById(id);
const testers = new Map();
const events = [];
let alerts = [];
let lastHeard = 0;
let clockOffset = 0; // the server's clock less this one, ms
let shown = null;
let plot = null;
let dirty = true;

function make(tag, classes, text) {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  if (text !== undefined) element.textContent = text;
  return element;
}

const now = () => Date.now() + clockOffset;
const number = (value, digits) => value === undefined || value === null ? '–' : value.toFixed(digits);
const lookOf = state => look[state] ?? 'idle';

function duration(seconds) {
  if (seconds === undefined || seconds === null) return '–';
  const s = Math.floor(seconds);
  const two = n => String(n).padStart(2, '0');
  const time = `${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return s >= 86400 ? `${Math.floor(s / 86400)} d ${time}` : time;
}

function clock(text) {
  const element = make('time', '', new Date(text).toLocaleTimeString());
  element.dateTime = text;
  return element;
}

function testerOf(name) {
  let tester = testers.get(name);
  if (tester) return tester;
  const section = make('section', 'tester');
  const title = make('h2', '', name);
  title.id = `tester-${testers.size}`;
  section.setAttribute('aria-labelledby', title.id);
  const said = make('p', 'said', '');
  const grid = make('ul', 'grid');
  section.append(title, said, grid);
  byId('testers').append(section);
  tester = { name, section, said, grid, channels: new Map(), answered: null, interval: 1, problem: null };
  testers.set(name, tester);
  return tester;
}

function channelOf(tester, n) {
  let channel = tester.channels.get(n);
  if (channel) return channel;
  const button = make('button', 'channel idle');
  button.type = 'button';
  const top = make('span', 'top');
  const parts = { number: make('span', 'number', String(n)), state: make('span', 'state'), test: make('span', 'test'), volts: make('span', 'volts'), amps: make('span', 'amps') };
  top.append(parts.number, parts.state);
  button.append(top, parts.test, parts.volts, parts.amps);
  button.addEventListener('click', () => show(tester, channel));
  const item = make('li');
  item.append(button);
  channel = { n, tester, item, button, parts, data: {} };
  tester.channels.set(n, channel);
  const after = [...tester.channels.values()].filter(other => other.n > n).sort((a, b) => a.n - b.n)[0];
  tester.grid.insertBefore(item, after ? after.item : null);
  return channel;
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function draw(channel) {
  const { data, parts, button, tester } = channel;
  const kind = lookOf(data.state);
  const hot = data.temperatures?.length ? `  ${number(Math.max(...data.temperatures), 1)} °C` : '';
  if (button.dataset.kind !== kind) {
    button.className = `channel ${kind}`;
    button.dataset.kind = kind;
  }
  set(parts.state, kind === 'fault' && data.reason ? data.reason : data.state === 'Active' ? data.activity : data.state ?? '');
  set(parts.test, data.testName ?? '');
  set(parts.volts, `${number(data.voltage, 4)} V${hot}`);
  set(parts.amps, `${number(data.current, 4)} A`);
  const spoken = `${tester.name}, channel ${channel.n}: ${data.state}${kind === 'fault' ? `, ${data.reason}` : ''}, ${number(data.voltage, 3)} volt, ${number(data.current, 3)} ampere`;
  if (button.getAttribute('aria-label') !== spoken) button.setAttribute('aria-label', spoken);
  filter(channel);
}

function filter(channel) {
  const { data, tester, item } = channel;
  const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${tester.name} ${channel.n} ${data.state} ${data.activity} ${data.testName ?? ''} ${data.procedure ?? ''}`.toLowerCase();
  const hidden = !words.every(word => text.includes(word)) || (byId('busy').checked && !data.testName && !underWay.has(data.state));
  if (item.hidden !== hidden) item.hidden = hidden;
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
    if (shown === channel) drawDetail();
  }
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
  }
  const lost = time - lastHeard > 15000;
  const line = byId('connection');
  line.classList.toggle('lost', lost);
  line.classList.toggle('live', !lost);
  set(line, lost ? `no news from the server since ${lastHeard ? new Date(lastHeard - clockOffset).toLocaleTimeString() : 'the beginning'}` : 'live');
}

function drawLists() {
  const counts = new Map();
  const rows = [];
  for (const tester of testers.values()) {
    for (const channel of tester.channels.values()) {
      const { data } = channel;
      counts.set(data.state, (counts.get(data.state) ?? 0) + 1);
      if (underWay.has(data.state)) rows.push([data.testName ?? '', tester.name, channel.n, data.procedure ?? '', data.cycle ?? '–', data.step ?? '–', duration(data.testSeconds)]);
    }
  }
  byId('counts').replaceChildren(...[...counts].sort((a, b) => b[1] - a[1]).map(([state, count]) => {
    const item = make('li', '', ` ${state}`);
    item.prepend(make('b', '', String(count)));
    return item;
  }));
  byId('running').tBodies[0].replaceChildren(...rows.slice(0, 500).map(cells => {
    const row = make('tr');
    row.append(...cells.map(cell => make('td', '', String(cell))));
    return row;
  }));
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

function facts(data) {
  return [
    ['State', data.state], ['Activity', data.activity], ['Reason', data.reason], ['Test', data.testName], ['Procedure', data.procedure],
    ['Voltage', `${number(data.voltage, 4)} V`], ['Current', `${number(data.current, 4)} A`],
    ['Temperature', (data.temperatures ?? []).map(t => `${number(t, 1)} °C`).join(', ') || '–'],
    ['Cycle', data.cycle ?? '–'], ['Step', data.step ?? '–'], ['Test time', duration(data.testSeconds)], ['Step time', duration(data.stepSeconds)],
    ['Capacity', `${number(data.capacity, 4)} Ah`], ['Energy', `${number(data.energy, 4)} Wh`],
    ['Read at', data.readAt ? new Date(data.readAt).toLocaleString() : '–'],
  ];
}

function drawDetail() {
  set(byId('detail-title'), `${shown.tester.name}, channel ${shown.n}`);
  const list = byId('facts');
  for (const [name, value] of facts(shown.data)) {
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

function show(tester, channel) {
  shown = channel;
  drawDetail();
  byId('detail').showModal();
  drawCurves();
}

async function drawCurves() {
  const channel = shown;
  if (!channel) return;
  const seconds = document.querySelector('input[name=span]:checked').value;
  const query = new URLSearchParams({ tester: channel.tester.name, channel: channel.n, seconds });
  const reply = await fetch(`api/history?${query}`).catch(() => null);
  if (!reply?.ok || shown !== channel) return;
  const { time, voltage, current, temperature } = await reply.json();
  const box = byId('curves');
  byId('curves-empty').hidden = time.length > 0;
  const hasTemperature = temperature.some(value => value !== null);
  const data = [time, voltage, current, ...(hasTemperature ? [temperature] : [])];
  if (plot && plot.series.length === data.length) {
    plot.setData(data);
    return;
  }
  plot?.destroy();
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const series = (label, scale, paint, unit, digits) => ({ label, scale, stroke: color(paint), width: 1.5, value: (_, v) => v === null ? '–' : `${v.toFixed(digits)} ${unit}` });
  const axis = (scale, label, side, paint) => ({ scale, label, side, stroke: color(paint), grid: { show: side === 3, stroke: color('--line') }, ticks: { stroke: color('--line') }, size: 56 });
  plot = new uPlot({
    width: box.clientWidth || 600, height: 320,
    series: [{}, series('Voltage', 'V', '--voltage', 'V', 4), series('Current', 'A', '--current', 'A', 4), ...(hasTemperature ? [series('Temperature', 'C', '--temperature', '°C', 1)] : [])],
    axes: [
      { stroke: color('--faint'), grid: { stroke: color('--line') }, ticks: { stroke: color('--line') } },
      axis('V', 'V', 3, '--voltage'), axis('A', 'A', 1, '--current'), ...(hasTemperature ? [axis('C', '°C', 1, '--temperature')] : []),
    ],
  }, data, box);
}

function listen() {
  const source = new EventSource('events');
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
  byId(id).addEventListener('input', () => testers.forEach(tester => tester.channels.forEach(filter)));
}
document.querySelectorAll('input[name=span]').forEach(input => input.addEventListener('change', drawCurves));
byId('detail').addEventListener('close', () => {
  plot?.destroy();
  plot = null;
  const button = shown?.button;
  shown = null;
  button?.focus();
});
addEventListener('resize', () => plot?.setSize({ width: byId('curves').clientWidth, height: 320 }));
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
