package org.kvit.bank;

/// How much one statement file may ask of us. A file beyond any of these is refused whole.
///
/// @param bytes over all files of a .zip together
/// @param files in a .zip
/// @param depth of nested elements; camt needs about fifteen
/// @param entries over all statements, transactions of batch entries counted one by one
/// @param batch transactions of one batch entry: they are held until they are seen to add up
/// @param text characters of one element's text, of one line, of one value; ISO 20022's longest is 500
/// @param token bytes of XML without an element's beginning or end: names, comments, blanks; of a CSV
/// line
public record Limits(long bytes, int files, int depth, int entries, int batch, int text, int token) {
    public static final Limits USUAL = new Limits(1L << 30, 1_000, 40, 2_000_000, 50_000, 10_000, 1 << 18);
}
