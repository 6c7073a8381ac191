// A connector of the partner protocol in Go, on gRPC's own library: messages are written by hand, so that no generated code is needed.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"math"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protowire"
)

// raw hands messages on as bytes.
type raw struct{}

func (raw) Marshal(v any) ([]byte, error) { return *v.(*[]byte), nil }
func (raw) Unmarshal(data []byte, v any) error {
	*v.(*[]byte) = append([]byte(nil), data...)
	return nil
}
func (raw) Name() string { return "proto" }

func text(field protowire.Number, value string) []byte {
	return protowire.AppendString(protowire.AppendTag(nil, field, protowire.BytesType), value)
}

func number(field protowire.Number, value uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(nil, field, protowire.VarintType), value)
}

func message(field protowire.Number, parts ...[]byte) []byte {
	var content []byte
	for _, part := range parts {
		content = append(content, part...)
	}
	return protowire.AppendBytes(protowire.AppendTag(nil, field, protowire.BytesType), content)
}

func double(field protowire.Number, value float64) []byte {
	return protowire.AppendFixed64(protowire.AppendTag(nil, field, protowire.Fixed64Type), math.Float64bits(value))
}

func column(name string, kind uint64, key uint64) []byte {
	return message(2, text(1, name), number(2, kind), number(3, key))
}

func value(name string, inner []byte) []byte {
	return message(4, text(1, name), message(2, inner))
}

// stateOf finds the text of the field 3 of an UpdateRequest.
func stateOf(request []byte) string {
	for len(request) > 0 {
		field, kind, size := protowire.ConsumeTag(request)
		request = request[size:]
		if field == 3 {
			found, _ := protowire.ConsumeString(request)
			return found
		}
		request = request[protowire.ConsumeFieldValue(field, kind, request):]
	}
	return "{}"
}

func method(name string, answer func() []byte) grpc.MethodDesc {
	handler := func(_ any, _ context.Context, read func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
		var request []byte
		if err := read(&request); err != nil {
			return nil, err
		}
		reply := answer()
		return &reply, nil
	}
	return grpc.MethodDesc{MethodName: name, Handler: handler}
}

func update(_ any, stream grpc.ServerStream) error {
	var request []byte
	if err := stream.RecvMsg(&request); err != nil {
		return err
	}
	var first int64
	fmt.Sscanf(stateOf(request), `{"n":%d}`, &first)
	for n := first + 1; n <= first+1000; n++ {
		// A record: the table, its type, and its values: a LONG, a DOUBLE and a STRING.
		record := message(1, text(2, "orders"), value("id", number(5, uint64(n))), value("total", double(7, float64(n)/2)),
			value("note", text(13, fmt.Sprintf("no. %d", n))))
		if err := stream.SendMsg(&record); err != nil {
			return err
		}
	}
	checkpoint := message(3, text(1, fmt.Sprintf(`{"n":%d}`, first+1000)))
	return stream.SendMsg(&checkpoint)
}

func main() {
	port := flag.Int("port", 50051, "the port to serve on")
	flag.Parse()
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		log.Fatal(err)
	}
	form := func() []byte { return message(4, text(1, "reach"), text(2, "Reach the source")) }
	tested := func() []byte { return number(1, 1) }
	schema := func() []byte {
		return message(3, message(1, text(1, "orders"), column("id", 4, 1), column("total", 7, 0)))
	}
	server := grpc.NewServer(grpc.ForceServerCodec(raw{}))
	server.RegisterService(&grpc.ServiceDesc{
		ServiceName: "fivetran_sdk.v2.SourceConnector",
		HandlerType: (*any)(nil),
		Methods: []grpc.MethodDesc{
			method("ConfigurationForm", form), method("Test", tested), method("Schema", schema),
		},
		Streams: []grpc.StreamDesc{{StreamName: "Update", Handler: update, ServerStreams: true}},
	}, nil)
	log.Fatal(server.Serve(listener))
}
