package com.clerk.sdk.examples.recipes.grpc;

import static com.clerk.sdk.auth.Has.role;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The recipe for gRPC: a service whose method requires the role of an admin. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GrpcTest {
    private static final MethodDescriptor<String, String> HELLO = MethodDescriptor.newBuilder(new Text(), new Text())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("greeter.Greeter/Hello")
            .build();

    private final ClerkServer clerk = ClerkServer.start();
    private final RequestAuthenticator authenticator = RequestAuthenticator.builder()
            .secretKey(clerk.secretKey())
            .apiUrl(clerk.apiUrl())
            .acceptTokens(TokenType.SESSION_TOKEN, TokenType.M2M_TOKEN)
            .build();
    private final String name = InProcessServerBuilder.generateName();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        var service = ServerServiceDefinition.builder("greeter.Greeter")
                .addMethod(HELLO, ServerCalls.asyncUnaryCall((request, response) -> {
                    var caller = ClerkInterceptor.require(role("org:admin"));
                    response.onNext(request + " " + caller.subject());
                    response.onCompleted();
                }))
                .build();
        server = Application.server(InProcessServerBuilder.forName(name), service, authenticator)
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        authenticator.close();
        clerk.close();
    }

    private String hello(String token) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        var calls = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        return ClientCalls.blockingUnaryCall(calls, HELLO, CallOptions.DEFAULT, "Hello");
    }

    private Status refusal(String token) {
        try {
            throw new AssertionError("not refused: " + hello(token));
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        }
    }

    private String session(String role) {
        return clerk.sessionTokens()
                .forUser("user_1")
                .organization("org_1", "acme", role)
                .mint();
    }

    @Test
    void aCallerWhoMeetsTheRequirementIsServed() {
        assertThat(hello(session("org:admin"))).isEqualTo("Hello user_1");
    }

    @Test
    void theWrongRoleIsDenied() {
        var status = refusal(session("org:member"));
        assertThat(status.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(status.getDescription()).contains("role org:admin");
    }

    @Test
    void aBadTokenIsUnauthenticated() {
        assertThat(refusal("rubbish").getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        try {
            throw new AssertionError(ClientCalls.blockingUnaryCall(channel, HELLO, CallOptions.DEFAULT, "Hello"));
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void anOutageOfClerkIsUnavailable() {
        clerk.stub("POST /m2m_tokens/verify", StubResponse.error(500, "internal_error", "out"));
        assertThat(refusal("mt_x").getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    /** Messages that are texts. */
    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
