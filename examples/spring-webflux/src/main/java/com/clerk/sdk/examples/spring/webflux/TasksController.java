package com.clerk.sdk.examples.spring.webflux;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.spring.security.CurrentCaller;
import com.clerk.sdk.spring.security.RequireRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tasks of the active organization, or of the user where no organization is active. */
@RestController
@RequestMapping("/tasks")
class TasksController {
    private final Map<String, List<Task>> tasks = new ConcurrentHashMap<>();

    record Task(String text) {}

    @GetMapping
    Flux<Task> list(@CurrentCaller Auth caller) {
        return Flux.fromIterable(tasks.getOrDefault(owner(caller), List.of()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Task> add(@CurrentCaller Auth caller, @RequestBody Task task) {
        return Mono.fromSupplier(() -> {
            tasks.computeIfAbsent(owner(caller), owner -> new CopyOnWriteArrayList<>())
                    .add(task);
            return task;
        });
    }

    /** Removes the tasks of an organization, which only its admins may do. */
    @RequireRole("org:admin")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> removeAll(@CurrentCaller Auth caller) {
        return Mono.fromRunnable(() -> tasks.remove(owner(caller)));
    }

    private static String owner(Auth caller) {
        return caller instanceof SessionAuth session && session.orgId() != null ? session.orgId() : caller.subject();
    }
}
