package io.tazpod.domain.sync;

/// The least rights that TazPod's verbs need on a bucket, as an IAM policy.
public final class StorePolicy {

    private StorePolicy() {}

    /// Deleting is for pruning the history and for the probe's scratch keys; aborting for uploads in parts.
    /// Listing is
    /// bound to the vault's keys by a condition that does not hold for requests that list nothing: else the store
    /// would answer "denied" for a key that is merely not there.
    public static String json(String bucket, VaultKeys keys) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "TazPodVault",
                      "Effect": "Allow",
                      "Action": [
                        "s3:GetObject",
                        "s3:PutObject",
                        "s3:DeleteObject",
                        "s3:AbortMultipartUpload"
                      ],
                      "Resource": "arn:aws:s3:::%1$s/%2$s*"
                    },
                    {
                      "Sid": "TazPodList",
                      "Effect": "Allow",
                      "Action": "s3:ListBucket",
                      "Resource": "arn:aws:s3:::%1$s",
                      "Condition": {
                        "StringLikeIfExists": {
                          "s3:prefix": "%2$s*"
                        }
                      }
                    }
                  ]
                }
                """.formatted(bucket, keys.commonPrefix());
    }
}
