/**
 * What the page does: takes inputs by pen, keyboard, file or field, and shows what the network gives. It
 * finds `runNetwork` and the page's data, `MODEL`, in its scope.
 */
export const pageScript = `
const byId = (id) => document.getElementById(id);
const operations = MODEL.operations.map((operation) => ({
  ...operation,
  weights: Object.fromEntries(Object.entries(operation.weights).map(([name, text]) => {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return [name, new Float32Array(bytes.buffer)];
  })),
}));
const [height, width, channels] = MODEL.inputShape;
const isImage = MODEL.inputShape.length === 3;
const count = MODEL.inputShape.reduce((product, size) => product * size, 1);
const inputs = new Float32Array(count);
// What is common in training, to begin with.
inputs.set(MODEL.usual);

function predict() {
  const outputs = runNetwork(operations, inputs);
  const best = outputs.indexOf(Math.max(...outputs));
  const rows = byId('outputs').rows;
  outputs.forEach((value, index) => {
    const row = rows[index];
    row.className = MODEL.areProbabilities && index === best ? 'best' : '';
    row.cells[1].firstChild.style.width = MODEL.areProbabilities ? 100 * value + '%' : 0;
    row.cells[2].textContent = MODEL.areProbabilities ? (100 * value).toFixed(2) + ' %' : String(value);
    row.cells[2].title = String(value);
  });
  byId('answer').textContent = MODEL.areProbabilities
    ? MODEL.outputNames[best] + ': ' + (100 * outputs[best]).toFixed(1) + ' %'
    : '';
  byId('error').textContent = '';
}

for (const name of MODEL.outputNames) {
  const row = byId('outputs').insertRow();
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = name;
  row.append(head);
  const bar = row.insertCell();
  bar.className = 'bar';
  bar.append(document.createElement('span'));
  row.insertCell().className = 'number';
}

/** Shows the inputs where they are entered. */
let showInputs = () => {};

function take(values) {
  if (values.length !== count) {
    throw new Error('it has ' + values.length + ' values, and the model takes ' + count);
  }
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new Error('value ' + (wrong + 1) + ' is no number');
  inputs.set(values);
  showInputs();
  predict();
}

function takeText(text) {
  const lines = text.split(/\\r?\\n/).map((line) => line.trim()).filter((line) => line !== '');
  const row = lines.find((line) => /^[-+.\\d]/.test(line)) ?? '';
  take(row.split(/[,;\\t]/).map((cell) => (cell.trim() === '' ? NaN : Number(cell))));
}

async function takePicture(file) {
  const picture = await createImageBitmap(file);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const values = new Float32Array(count);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [red, green, blue] = data.subarray(4 * pixel, 4 * pixel + 3);
    if (channels === 1) values[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else values.set([red, green, blue].slice(0, channels), channels * pixel);
  }
  take(values);
}

async function takeFile(file) {
  try {
    const isPicture = file.type.startsWith('image/');
    if (isPicture && !isImage) throw new Error('the model takes no pictures');
    await (isPicture ? takePicture(file) : takeText(await file.text()));
  } catch (error) {
    byId('error').textContent = file.name + ': ' + error.message;
  }
}

byId('file').addEventListener('change', ({ target }) => {
  if (target.files[0]) takeFile(target.files[0]);
  target.value = '';
});
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  byId('entry').classList.add('dropping');
});
document.addEventListener('dragleave', () => byId('entry').classList.remove('dropping'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  byId('entry').classList.remove('dropping');
  if (event.dataTransfer.files[0]) takeFile(event.dataTransfer.files[0]);
});

function openCanvas() {
  const canvas = byId('drawing');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  const cursor = { x: Math.floor(width / 2), y: Math.floor(height / 2) };
  let isCursorShown = false;
  showInputs = () => {
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        image.data[4 * pixel + channel] = inputs[channels * pixel + Math.min(channel, channels - 1)];
      }
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(image, 0, 0);
    if (!isCursorShown) return;
    context.fillStyle = '#e06c00';
    context.fillRect(cursor.x, cursor.y, 1, 1);
  };
  /** A soft disc, as wide as the strokes of handwritten digits of this size. */
  const radius = Math.max(0.8, width / 22);
  const paint = (x, y) => {
    for (let row = Math.floor(y - radius - 1); row <= y + radius + 1; row += 1) {
      for (let column = Math.floor(x - radius - 1); column <= x + radius + 1; column += 1) {
        if (row < 0 || column < 0 || row >= height || column >= width) continue;
        const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
        const ink = 255 * Math.min(1, Math.max(0, radius + 0.5 - distance));
        for (let channel = 0; channel < channels; channel += 1) {
          const at = (row * width + column) * channels + channel;
          inputs[at] = Math.max(inputs[at], Math.round(ink));
        }
      }
    }
  };
  let last;
  const moveTo = (event) => {
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    const y = ((event.clientY - box.top) / box.height) * height;
    const from = last ?? { x, y };
    const steps = Math.ceil(Math.hypot(x - from.x, y - from.y) * 2) || 1;
    for (let step = 1; step <= steps; step += 1) {
      paint(from.x + ((x - from.x) * step) / steps, from.y + ((y - from.y) * step) / steps);
    }
    last = { x, y };
    showInputs();
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = undefined;
    moveTo(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) moveTo(event);
  });
  canvas.addEventListener('pointerup', predict);
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener('keydown', (event) => {
    const move = moves[event.key];
    if (move === undefined && event.key !== ' ' && event.key !== 'Delete') return;
    event.preventDefault();
    if (event.key === 'Delete') inputs.fill(0);
    if (move !== undefined) {
      cursor.x = Math.min(width - 1, Math.max(0, cursor.x + move[0]));
      cursor.y = Math.min(height - 1, Math.max(0, cursor.y + move[1]));
    }
    if (event.key === ' ' || event.shiftKey) paint(cursor.x + 0.5, cursor.y + 0.5);
    showInputs();
    predict();
  });
  canvas.addEventListener('focus', () => { isCursorShown = true; showInputs(); });
  canvas.addEventListener('blur', () => { isCursorShown = false; showInputs(); });
  byId('clear').addEventListener('click', () => take(new Float32Array(count)));
}

function openFields() {
  const fields = [...document.querySelectorAll('.fields input')];
  const row = byId('row');
  showInputs = () => {
    fields.forEach((field, index) => { field.value = String(inputs[index]); });
    row.value = [...inputs].join(', ');
  };
  for (const [index, field] of fields.entries()) {
    field.addEventListener('input', () => {
      if (field.value === '' || !Number.isFinite(Number(field.value))) return;
      inputs[index] = Number(field.value);
      row.value = [...inputs].join(', ');
      predict();
    });
  }
  row.addEventListener('change', () => {
    try {
      takeText(row.value);
    } catch (error) {
      byId('error').textContent = 'The row: ' + error.message;
    }
  });
}

if (isImage) openCanvas();
else openFields();
showInputs();
predict();
`;
