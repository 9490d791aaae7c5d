"""Draws lots by the rule of `trivsel_stats::randomisation::draw_order`, written from RFC 8439's description of ChaCha20
with the 64-bit counter and nonce of the original (Bernstein 2008). Python's standard library only."""
import struct

MASK = 0xFFFFFFFF

def quarter(x, a, b, c, d):
    for p, q, r, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        x[p] = (x[p] + x[q]) & MASK
        x[r] ^= x[p]
        x[r] = ((x[r] << n) | (x[r] >> (32 - n))) & MASK

def words(seed):
    key, counter = struct.unpack("<8I", seed), 0
    while True:
        first = [0x61707865, 0x3320646E, 0x79622D32, 0x6B206574, *key, counter & MASK, counter >> 32, 0, 0]
        x = list(first)
        for _ in range(10):
            for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                               (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
                quarter(x, a, b, c, d)
        block = [(p + q) & MASK for p, q in zip(x, first)]
        for low, high in zip(block[::2], block[1::2]):
            yield low | high << 32
        counter += 1

def draw(count, seed):
    order, random = list(range(count)), words(seed)
    for n in range(count, 1, -1):
        place = n * next(random) >> 64
        order[place], order[n - 1] = order[n - 1], order[place]
    return order

print("count,seed,order")
for count, seed in ((1, bytes(32)), (6, bytes(32)), (12, bytes([7] * 32)), (40, bytes(range(32)))):
    print(f"{count},{seed.hex()},{' '.join(map(str, draw(count, seed)))}")
