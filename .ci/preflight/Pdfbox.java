import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult.ValidationError;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Reads finished files with Apache PDFBox, for the tests of package pdf.
 *
 * <pre>
 * java -cp ... Pdfbox.java check FILE...   is each file valid PDF/A-1b? One line per fault; exit code 1 if there are any
 * java -cp ... Pdfbox.java text FILE...    the text that a reader copies, each file's after a form feed
 * </pre>
 */
public class Pdfbox {
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (args.length < 2 || !args[0].equals("check") && !args[0].equals("text")) {
            System.err.println("usage: check FILE... | text FILE...");
            System.exit(2);
        }
        if (args[0].equals("text")) {
            for (int i = 1; i < args.length; i++) {
                try (PDDocument doc = PDDocument.load(new File(args[i]))) {
                    out.print("\f" + new PDFTextStripper().getText(doc));
                }
            }
            return;
        }
        boolean valid = true;
        for (int i = 1; i < args.length; i++) {
            valid &= check(new File(args[i]), out);
        }
        System.exit(valid ? 0 : 1);
    }

    static boolean check(File file, PrintStream out) throws Exception {
        PreflightParser parser = new PreflightParser(file);
        try {
            parser.parse();
            try (PreflightDocument doc = parser.getPreflightDocument()) {
                doc.validate();
                for (ValidationError e : doc.getResult().getErrorsList()) {
                    out.println(file.getName() + ": " + e.getErrorCode() + ": " + e.getDetails());
                }
                return doc.getResult().isValid();
            }
        } catch (SyntaxValidationException e) {
            for (ValidationError v : e.getResult().getErrorsList()) {
                out.println(file.getName() + ": " + v.getErrorCode() + ": " + v.getDetails());
            }
            return false;
        }
    }
}
