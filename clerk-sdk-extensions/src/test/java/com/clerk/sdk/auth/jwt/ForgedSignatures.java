package com.clerk.sdk.auth.jwt;

import static com.clerk.sdk.auth.jwt.EncodedMessages.NULL;
import static com.clerk.sdk.auth.jwt.EncodedMessages.OBJECT_ID;
import static com.clerk.sdk.auth.jwt.EncodedMessages.OCTETS;
import static com.clerk.sdk.auth.jwt.EncodedMessages.SEQUENCE;
import static com.clerk.sdk.auth.jwt.EncodedMessages.algorithm;
import static com.clerk.sdk.auth.jwt.EncodedMessages.ber;
import static com.clerk.sdk.auth.jwt.EncodedMessages.der;
import static com.clerk.sdk.auth.jwt.EncodedMessages.digestInfo;
import static com.clerk.sdk.auth.jwt.EncodedMessages.hash;
import static com.clerk.sdk.auth.jwt.EncodedMessages.hex;
import static com.clerk.sdk.auth.jwt.EncodedMessages.join;
import static com.clerk.sdk.auth.jwt.EncodedMessages.longForm;
import static com.clerk.sdk.auth.jwt.EncodedMessages.objectId;
import static com.clerk.sdk.auth.jwt.EncodedMessages.padded;
import static com.clerk.sdk.auth.jwt.EncodedMessages.padding;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Invalid signatures of one text, by their faults. Most are made with the private key, so that only the encoding inside
 * is wrong.
 */
public final class ForgedSignatures {
    private final RawRsa rsa;
    private final RawRsa other;
    private final String hash;
    private final byte[] text;
    private final byte[] digest;
    private final int length;
    private final byte[] good;
    private final Map<String, byte[]> all = new LinkedHashMap<>();

    private ForgedSignatures(RawRsa rsa, RawRsa other, String hash, byte[] text) {
        this.rsa = rsa;
        this.other = other;
        this.hash = hash;
        this.text = text;
        this.digest = hash(hash, text);
        this.length = rsa.length();
        this.good = rsa.sign(padded(length, info()));
    }

    public static Map<String, byte[]> of(RawRsa rsa, RawRsa other, String hash, byte[] text) {
        var forged = new ForgedSignatures(rsa, other, hash, text);
        forged.addPaddings();
        forged.addGarbage();
        forged.addHashes();
        forged.addAlgorithms();
        forged.addLengths();
        forged.addTags();
        forged.addNumbers();
        forged.addSizes();
        forged.addTransforms();
        forged.addOtherSignatures();
        return forged.all;
    }

    private byte[] info() {
        return digestInfo(hash, digest);
    }

    private byte[] octets() {
        return der(OCTETS, digest);
    }

    private void add(String fault, byte[] signature) {
        if (all.put(fault, signature) != null || Arrays.equals(signature, good)) {
            throw new AssertionError("no fault of its own: " + fault);
        }
    }

    /** A message that is as long as it must be. */
    private void addEncoded(String fault, byte[]... parts) {
        var encoded = join(parts);
        if (encoded.length != length) {
            throw new AssertionError(fault + " has " + encoded.length + " bytes");
        }
        add(fault, rsa.sign(encoded));
    }

    /** Content other than the digest's, padded as it should be. */
    private void addContent(String fault, byte[]... parts) {
        add(fault, rsa.sign(padded(length, join(parts))));
    }

    private byte[] changed(int index, int value) {
        var encoded = padded(length, info());
        encoded[index] = (byte) value;
        return encoded;
    }

    private void addPaddings() {
        int end = length - info().length - 1;
        addEncoded("leading byte 01", changed(0, 1));
        addEncoded("block type 00", changed(1, 0));
        addEncoded("block type 00, padded with zeros", hex("0000"), new byte[end - 2], hex("00"), info());
        addEncoded("block type 02", changed(1, 2));
        addEncoded("block type FF", changed(1, 0xff));
        addEncoded("first padding byte FE", changed(2, 0xfe));
        addEncoded("padding byte 7F in the middle", changed(end / 2, 0x7f));
        addEncoded("last padding byte FE", changed(end - 1, 0xfe));
        addEncoded("padding ends early", changed(end / 2, 0));
        addEncoded("two separators", changed(end - 1, 0));
        addEncoded("no separator", hex("0001"), padding(end - 1), info());
        addEncoded("separator 01", changed(end, 1));
        addEncoded("random padding", join(hex("0001"), hash("SHA-512", text), padding(end - 66), hex("00"), info()));
        addEncoded("padding and nothing else", hex("0001"), padding(length - 2));
        addEncoded("padding and separator and nothing else", hex("0001"), padding(length - 3), hex("00"));
        addEncoded("leading zero added", hex("000001"), padding(end - 3), hex("00"), info());
        addEncoded("leading zero removed", hex("01"), padding(end - 1), hex("00"), info());
        addEncoded("no padding, digest at the end", new byte[end + 1], info());
    }

    private void addGarbage() {
        int rest = length - info().length;
        addEncoded("7 bytes of padding, then garbage", hex("0001"), padding(7), hex("00"), info(), padding(rest - 10));
        addEncoded("8 bytes of padding, then garbage", hex("0001"), padding(8), hex("00"), info(), padding(rest - 11));
        addEncoded("8 bytes of padding, then zeros", hex("0001"), padding(8), hex("00"), info(), new byte[rest - 11]);
        addEncoded("no padding, then garbage", hex("000100"), info(), padding(rest - 3));
        addContent("a zero after the digest", info(), hex("00"));
        addContent("a null after the digest", info(), NULL);
        addContent("the digest twice", info(), info());
        addContent("garbage before the digest", NULL, info());
        addContent("garbage in the outer sequence", der(SEQUENCE, algorithm(hash, NULL), octets(), NULL));
        addContent(
                "garbage in the algorithm", der(SEQUENCE, algorithm(hash, NULL, der(OCTETS, hex("0102"))), octets()));
        addContent("garbage in the null", der(SEQUENCE, algorithm(hash, hex("050100")), octets()));
        addContent("garbage in the digest", der(SEQUENCE, algorithm(hash, NULL), der(OCTETS, digest, hex("00"))));
    }

    private void addHashes() {
        addContent("hash without its algorithm", digest);
        addContent("hash in its octets without its algorithm", octets());
        addContent("empty hash", digestInfo(hash, new byte[0]));
        addContent("hash cut off at its end", digestInfo(hash, Arrays.copyOf(digest, digest.length - 1)));
        addContent("hash cut off at its start", digestInfo(hash, Arrays.copyOfRange(digest, 1, digest.length)));
        addContent("hash with a leading zero", digestInfo(hash, join(hex("00"), digest)));
        addContent("hash with its first bit changed", digestInfo(hash, flipped(digest, 0, 0x80)));
        addContent("hash with its last bit changed", digestInfo(hash, flipped(digest, digest.length - 1, 1)));
        addContent("hash of zeros", digestInfo(hash, new byte[digest.length]));
        addContent("hash of the hash", digestInfo(hash, hash(hash, digest)));
        addContent("hash of nothing", digestInfo(hash, hash(hash, new byte[0])));
        addContent("hash of the text and a zero", digestInfo(hash, hash(hash, join(text, hex("00")))));
        addContent("hash reversed", digestInfo(hash, reversed(digest)));
        addContent("the text in place of its hash", digestInfo(hash, text));
    }

    private void addAlgorithms() {
        for (var name : new String[] {"MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/256"}) {
            if (!name.equals(hash)) {
                addContent(name + " named and used", digestInfo(name, hash(name, text)));
                addContent(name + " named, not used", digestInfo(name, digest));
                addContent(name + " used, not named", digestInfo(hash, hash(name, text)));
            }
        }
        addContent("SHA3-256 named, not used", digestInfo("SHA3-256", digest));
        addContent("MD5 and SHA-1 together, as in TLS 1.0", hash("MD5", text), hash("SHA-1", text));
        var id = objectId(hash);
        addContent("no algorithm", der(SEQUENCE, octets()));
        addContent("empty algorithm", der(SEQUENCE, der(SEQUENCE), octets()));
        addContent("empty object id", der(SEQUENCE, der(SEQUENCE, der(OBJECT_ID), NULL), octets()));
        addContent("object id cut off", infoOf(der(OBJECT_ID, Arrays.copyOf(id, id.length - 1)), NULL));
        addContent("object id continued", infoOf(der(OBJECT_ID, id, hex("01")), NULL));
        addContent("object id with a leading 80", infoOf(der(OBJECT_ID, hex("80"), id), NULL));
        addContent("object id alone", der(SEQUENCE, der(OBJECT_ID, id), octets()));
        addContent("empty octets as parameter", infoOf(der(OBJECT_ID, id), der(OCTETS)));
        addContent("an empty sequence as parameter", infoOf(der(OBJECT_ID, id), der(SEQUENCE)));
        addContent("false as parameter", infoOf(der(OBJECT_ID, id), hex("010100")));
        addContent("two parameters", infoOf(der(OBJECT_ID, id), join(NULL, NULL)));
    }

    private byte[] infoOf(byte[] objectId, byte[] parameters) {
        return der(SEQUENCE, der(SEQUENCE, objectId, parameters), octets());
    }

    private void addLengths() {
        var id = objectId(hash);
        var names = algorithm(hash, NULL);
        addContent("long length: outer sequence", longForm(SEQUENCE, names, octets()));
        addContent("long length: algorithm", der(SEQUENCE, longForm(SEQUENCE, der(OBJECT_ID, id), NULL), octets()));
        addContent("long length: object id", infoOf(longForm(OBJECT_ID, id), NULL));
        addContent("long length: null", infoOf(der(OBJECT_ID, id), hex("058100")));
        addContent("long length: hash", der(SEQUENCE, names, longForm(OCTETS, digest)));
        addContent("leading zero in a length", ber(SEQUENCE, size("8200", names, octets()), names, octets()));
        addContent("indefinite length: outer sequence", ber(SEQUENCE, "80", names, octets(), hex("0000")));
        addContent(
                "indefinite length: algorithm",
                der(SEQUENCE, ber(SEQUENCE, "80", der(OBJECT_ID, id), NULL, hex("0000")), octets()));
        addContent("length too small: outer sequence", ber(SEQUENCE, size("", names, digest), names, octets()));
        addContent("length too large: outer sequence", ber(SEQUENCE, size("", info(), hex("00")), names, octets()));
        addContent("length too small: hash", der(SEQUENCE, names, ber(OCTETS, size("", NULL), digest)));
        addContent("length too large: hash", der(SEQUENCE, names, ber(OCTETS, size("", digest, NULL), digest)));
        addContent("length of four bytes", ber(SEQUENCE, size("84000000", names, octets()), names, octets()));
        addContent("length of 4 GB", ber(SEQUENCE, "84ffffffff", names, octets()));
    }

    /** The length of some content in hexadecimal, behind a prefix. */
    private static String size(String prefix, byte[]... content) {
        return prefix + String.format("%02x", join(content).length);
    }

    private void addTags() {
        var id = der(OBJECT_ID, objectId(hash));
        addContent("outer set", der(0x31, algorithm(hash, NULL), octets()));
        addContent("outer sequence not constructed", der(0x10, algorithm(hash, NULL), octets()));
        addContent("algorithm in a set", der(SEQUENCE, der(0x31, id, NULL), octets()));
        addContent("relative object id", infoOf(der(0x0d, objectId(hash)), NULL));
        addContent("hash as bits", der(SEQUENCE, algorithm(hash, NULL), der(0x03, hex("00"), digest)));
        addContent("hash as text", der(SEQUENCE, algorithm(hash, NULL), der(0x0c, digest)));
        addContent("hash in parts", der(SEQUENCE, algorithm(hash, NULL), der(0x24, octets())));
        addContent("hash with a tag of the context", der(SEQUENCE, algorithm(hash, NULL), der(0x84, digest)));
        addContent("hash before its algorithm", der(SEQUENCE, octets(), algorithm(hash, NULL)));
        addContent("digest in a sequence", der(SEQUENCE, info()));
    }

    private void addNumbers() {
        var modulus = rsa.modulus();
        var signature = new BigInteger(1, good);
        add("zero", new byte[length]);
        add("one", rsa.bytes(BigInteger.ONE));
        add("two", rsa.bytes(BigInteger.TWO));
        add("modulus less one", rsa.bytes(modulus.subtract(BigInteger.ONE)));
        add("modulus", rsa.bytes(modulus));
        add("modulus and one", rsa.bytes(modulus.add(BigInteger.ONE)));
        add("all ones", padding(length));
        add("signature and modulus, as long", rsa.bytes(signature.add(modulus)));
        add("signature and modulus, longer", RawRsa.bytes(signature.add(modulus), length + 1));
        add(
                "signature and 255 moduli",
                RawRsa.bytes(signature.add(modulus.multiply(BigInteger.valueOf(255))), length + 1));
        add("modulus less signature", rsa.bytes(modulus.subtract(signature)));
        add("signature and one", rsa.bytes(signature.add(BigInteger.ONE)));
        add("inverse of the signature", rsa.bytes(signature.modInverse(modulus)));
        add("square of the signature", rsa.bytes(signature.modPow(BigInteger.TWO, modulus)));
        add("encoded message, not signed", padded(length, info()));
        add(
                "encoded message under the public exponent",
                rsa.bytes(rsa.open(new BigInteger(1, padded(length, info())))));
    }

    private void addSizes() {
        add("empty", new byte[0]);
        add("one byte", hex("01"));
        add("first byte missing", Arrays.copyOfRange(good, 1, length));
        add("last byte missing", Arrays.copyOf(good, length - 1));
        add("half of it", Arrays.copyOf(good, length / 2));
        add("zero before", join(hex("00"), good));
        add("zero after", join(good, hex("00")));
        add("twice", join(good, good));
        add("hash alone", digest);
        add("in octets of ASN.1", join(hex("0482"), hex(String.format("%04x", length)), good));
    }

    private void addTransforms() {
        add("first bit changed", flipped(good, 0, 0x80));
        add("bit in the middle changed", flipped(good, length / 2, 0x10));
        add("last bit changed", flipped(good, length - 1, 1));
        add("bytes in reverse", reversed(good));
        add("first two bytes swapped", join(Arrays.copyOfRange(good, 1, 2), Arrays.copyOf(good, 1), rest(2)));
        add("halves swapped", join(rest(length / 2), Arrays.copyOf(good, length / 2)));
        add("first byte zero", join(hex("00"), rest(1)));
        var inverted = new byte[length];
        for (int i = 0; i < length; i++) {
            inverted[i] = (byte) ~good[i];
        }
        add("all bits inverted", inverted);
    }

    private byte[] rest(int start) {
        return Arrays.copyOfRange(good, start, length);
    }

    private void addOtherSignatures() {
        add("another key", other.sign(padded(length, info())));
        add("PSS with the same key", rsa.signPss(text, hash));
        add("text of no bytes", rsa.sign(new byte[0], jcaName()));
        add("text less one byte", rsa.sign(Arrays.copyOf(text, text.length - 1), jcaName()));
        add("text and one byte", rsa.sign(join(text, hex("00")), jcaName()));
        add("text with a bit changed", rsa.sign(flipped(text, 0, 1), jcaName()));
        add("hash signed as the text", rsa.sign(digest, jcaName()));
        add("block encrypted with PKCS#1 type 2", rsa.bytes(rsa.open(new BigInteger(1, changed(1, 2)))));
    }

    private String jcaName() {
        return hash.replace("-", "") + "withRSA";
    }

    private static byte[] flipped(byte[] bytes, int index, int bits) {
        var changed = bytes.clone();
        changed[index] ^= (byte) bits;
        return changed;
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
