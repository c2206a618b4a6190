// Verifies what stands on standard input, a message a line, and says of each "taken" or why not.
// `v1` by the official library, `v1a` by Java's own signatures.

import com.google.gson.Gson;
import com.standardwebhooks.Webhook;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.http.HttpHeaders;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

public class Receiver {
    record Message(String secret, Map<String, String> headers, String body) {
        /** The library takes text, so that bytes which are no UTF-8 are others by then. */
        String text() {
            return new String(Base64.getDecoder().decode(body), UTF_8);
        }
    }

    static void verify(Message message) throws Exception {
        if (message.secret.startsWith("whpk_")) {
            verifyWithKey(message);
            return;
        }
        Map<String, List<String>> headers =
                message.headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue())));
        new Webhook(message.secret).verify(message.text(), HttpHeaders.of(headers, (name, value) -> true));
    }

    static void verifyWithKey(Message message) throws Exception {
        byte[] key = Base64.getDecoder().decode(message.secret.substring("whpk_".length()));
        byte[] info = HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(key));
        PublicKey known = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
        Map<String, String> headers = message.headers;
        String signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + message.text();
        for (String one : headers.get("webhook-signature").split(" ")) {
            if (one.startsWith("v1a,")) {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initVerify(known);
                signature.update(signed.getBytes(UTF_8));
                if (signature.verify(Base64.getDecoder().decode(one.substring(4)))) {
                    return;
                }
            }
        }
        throw new Exception("no matching signature");
    }

    public static void main(String[] told) throws Exception {
        Gson json = new Gson();
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            String said = "taken";
            try {
                verify(json.fromJson(line, Message.class));
            } catch (Exception error) {
                said = error.getClass().getSimpleName() + ": " + error.getMessage();
            }
            out.println(json.toJson(said));
        }
    }
}
