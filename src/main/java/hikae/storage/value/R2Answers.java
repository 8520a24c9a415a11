package hikae.storage.value;

import java.util.Optional;

/**
 * What Misskey needs to know about the bucket.
 *
 * @param endpoint where R2 answers
 * @param bucket the bucket
 * @param prefix usually empty
 * @param accessKey the access key ID
 * @param publicUrl the custom domain
 * @param baseUrl what Misskey's field "Base URL" wants
 * @param proved whether an object was fetched through it
 * @param secretFile where the secret access key is kept; empty when it is not kept
 */
public record R2Answers(
        Endpoint endpoint,
        BucketName bucket,
        Prefix prefix,
        AccessKeyId accessKey,
        PublicUrl publicUrl,
        String baseUrl,
        boolean proved,
        Optional<String> secretFile) {}
